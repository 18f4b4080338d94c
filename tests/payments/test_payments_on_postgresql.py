"""Money at random, comparing with VNPAY, refunds, bad notices and bank statements by the scaled form's engine."""

import pytest

from tests.payments.test_bad_notices import *  # noqa: F403
from tests.payments.test_bank import *  # noqa: F403
from tests.payments.test_money_can_be_lost import *  # noqa: F403
from tests.payments.test_money_is_never_lost import *  # noqa: F403
from tests.payments.test_reconciliation import *  # noqa: F403
from tests.payments.test_refunds import *  # noqa: F403

pytestmark = [pytest.mark.services, pytest.mark.django_db, pytest.mark.timeout(4 * 3600)]
