"""All settings. What differs between machines comes from the environment and from nothing else (docs/interface.md)."""

from pathlib import Path

from oscar.defaults import *

from base.env import BadSetting, Environment
from marketplace.logs import logging_for

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
# All that the running market writes and no database holds: photos, the message file, the embedded database.
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")

# --- the market itself: another province runs its own by changing these -------------------------------------------
MARKET_NAME = env.text("MARKET_NAME", "Chợ Đước")
MARKET_PROVINCE_CODE = env.text("MARKET_PROVINCE_CODE", "96")
MARKET_PROVINCE_NAME = env.text("MARKET_PROVINCE_NAME", "Cà Mau")
MARKET_COMMUNES_FILE = env.text("MARKET_COMMUNES_FILE", "ca_mau.csv")
MARKET_HOTLINE = env.text("MARKET_HOTLINE", "1900 0000")
SITE_URL = env.url("SITE_URL", ("http", "https"), "http://127.0.0.1:8000").rstrip("/")

# --- secrets and hosts ---------------------------------------------------------------------------------------------
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not (DEBUG or DEMO):
        raise BadSetting("SECRET_KEY", "is required unless DEMO=1 or DEBUG=1; 50 random characters will do")
    SECRET_KEY = "demo-market-only-" + "x" * 40
if len(SECRET_KEY) < 32:
    raise BadSetting("SECRET_KEY", "is shorter than 32 characters")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver" if DEBUG or DEMO else "")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Addresses or networks of our own proxies, whose X-Real-IP is believed.
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

# --- engines: embedded when unset, scaled when set -----------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "market.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.url("REDIS_URL", ("redis", "rediss"))
CELERY_BROKER_URL = env.url("CELERY_BROKER_URL", ("amqp", "amqps", "redis", "rediss"))
ELASTICSEARCH_URL = env.url("ELASTICSEARCH_URL", ("http", "https"))
#: Several markets may share a server: their indexes begin with this.
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "market")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "marketplace.cache.ForgivingRedisCache", "LOCATION": REDIS_URL}}
    # Publish and subscribe: nothing is kept in Redis, so emptying it loses no follower
    # (docs/decisions/0021-live-pages-use-publish-and-subscribe.md).
    _live = {"address": REDIS_URL, "socket_connect_timeout": 1, "socket_timeout": 2, "health_check_interval": 10}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [_live]}}
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# --- events --------------------------------------------------------------------------------------------------------
EVENT_SUBSCRIPTIONS = "marketplace.subscriptions.SUBSCRIPTIONS"
#: What can be made again from the log: `manage.py replay_events --to …`.
EVENT_READ_MODELS = {
    "search": "search.services.rebuild",
    "indicators": "indicators.services.rebuild",
    # The books are never made again, only completed.
    "ledger": "payments.sales.catching_up.book_missing",
}
#: Who tells the search of trade fairs: a screen above it keeps them.
SEARCH_FAIRS = "marketplace.kiosks.selectors.findable.FindableFairs"
CELERY_APP = "marketplace.celery.app"
#: Kinds of work, by the subscriber's app or, more exactly, its module.
EVENT_QUEUES = {
    "orders": "payments",
    "payments": "payments",
    "notifications": "notifications",
    "notifications.handlers.sending": "messages",
    "search": "search",
    "indicators": "indicators",
}
#: Queues whose work calls the outside world and may hang. Embedded, a thread of its own serves them.
EVENT_QUEUES_OUTSIDE = ("messages",)

# --- VNPAY: the bundled simulator unless the variables name the real one -------------------------------------------
VNPAY_TMN_CODE = env.text("VNPAY_TMN_CODE", "CHODUOC1" if DEMO else "")
VNPAY_HASH_SECRET = env.text("VNPAY_HASH_SECRET", "SIMULATOR-SECRET-NOT-FOR-PRODUCTION" if DEMO else "")
SIMULATOR_URL = f"{SITE_URL}/mo-phong/vnpay"
VNPAY_PAYMENT_URL = env.url(
    "VNPAY_PAYMENT_URL", ("http", "https"), f"{SIMULATOR_URL}/paymentv2/vpcpay.html" if DEMO else ""
)
VNPAY_API_URL = env.url(
    "VNPAY_API_URL", ("http", "https"), f"{SIMULATOR_URL}/merchant_webapi/api/transaction" if DEMO else ""
)
#: Where a day's settlement file (`?day=2026-11-25`) is fetched; unset, an operator brings it.
VNPAY_SETTLEMENT_URL = env.url("VNPAY_SETTLEMENT_URL", ("http", "https"), f"{SIMULATOR_URL}/settlement" if DEMO else "")
VNPAY_SIMULATOR_IPN_URL = f"{SITE_URL}/thanh-toan/vnpay/ipn"
#: Addresses that VNPAY's notices come from, when it named them: others are logged and marked, never refused.
VNPAY_ADDRESSES = env.words("VNPAY_ADDRESSES")
#: This server's own address, which querydr and refund have to name.
SERVER_ADDRESS = env.text("SERVER_ADDRESS", "127.0.0.1")
#: Minutes a VNPAY page stays open when the order names no end. How long goods are held: orders.windows.
PAYMENT_MINUTES = 15

# --- VietQR: the market's account at its bank, which buyers transfer to; not offered while it is unset --------------
MARKET_BANK_BIN = env.text("MARKET_BANK_BIN", "970405" if DEMO else "")
MARKET_BANK_ACCOUNT = env.text("MARKET_BANK_ACCOUNT", "7000000000000" if DEMO else "")
MARKET_BANK_HOLDER = env.text("MARKET_BANK_HOLDER", "CHO DUOC - TAI KHOAN THU" if DEMO else "")

# --- messages: appended to a file until a gateway is configured ----------------------------------------------------
MESSAGES_FILE = VAR_DIR / "messages.jsonl"
#: Which way each channel's messages leave (notifications/senders/).
MESSAGE_SENDERS = dict.fromkeys(("sms", "zalo"), "notifications.senders.embedded.MessagesFile")

# --- Django --------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.flatpages",
    "channels",
    "ninja",
    # the market, from the ground up
    "events",
    "people",
    "catalogue.apps.CatalogueConfig",
    "sellers.apps.SellersConfig",
    "promotions.offers.apps.OffersConfig",
    "promotions.vouchers.apps.VouchersConfig",
    "orders.apps.OrdersConfig",
    "payments.apps.PaymentsConfig",
    "search.apps.SearchConfig",
    "notifications",
    "indicators",
    "marketplace.design",
    "marketplace.access",
    "marketplace.audit",
    "marketplace.entrance",
    "marketplace.storefront",
    "marketplace.storefront.checkout.apps.CheckoutConfig",
    "marketplace.phone",
    "marketplace.kiosks",
    "marketplace.officials",
    "marketplace.operators",
    "marketplace.demo",
    "deploy",
    # what stays Oscar's own
    "marketplace.apps.OscarCore",
    "marketplace.apps.OscarDashboard",
    "marketplace.apps.OscarAnalytics",
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.shipping.apps.ShippingConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "marketplace.apps.OscarBasket",
    "marketplace.apps.OscarCustomer",
    "marketplace.apps.OscarWishlists",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
]
if DEMO:
    INSTALLED_APPS.append("payments.providers.vnpay.simulator")
SITE_ID = 1

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.access.middleware.CorrelationMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "marketplace.access.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "marketplace.access.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
ASGI_APPLICATION = "marketplace.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marketplace.context.market",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "marketplace.design.templatetags.design",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
# In the database alone: a cache that was away would bring back who logged out meanwhile (marketplace/cache.py).
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
# HTTPS is told by the proxy in front (deploy/nginx); on a plain-HTTP address secure cookies would lock everybody out.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("km", "ខ្មែរ"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATICFILES_FINDERS = ["marketplace.design.storage.MarketFilesFinder"]
# In an image the release's own, built in; else collected beside the rest.
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "marketplace.design.storage.MarketStaticFilesStorage"
    },
}
# A phone's photo is a few MB; forms are small. Larger bodies are refused before they are read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_PHOTO_BYTES = 15 * 1024 * 1024

# --- Oscar ---------------------------------------------------------------------------------------------------------
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_SLUG_FUNCTION = "catalogue.folding.slugify_vietnamese"
OSCAR_ALLOW_ANON_CHECKOUT = True
# Oscar's own browsing views go through Haystack; ours do not, so it gets the engine that does nothing.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"

LOGGING = logging_for(scaled=bool(CELERY_BROKER_URL))
