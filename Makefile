# Chợ Đước. `make run` is all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export DEMO ?= 1
# The browser calls us at this address; the simulator of VNPAY too.
export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help run messages words test check bench lock setup setup-dev services services-stop test-services pictures clean-demo

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# Python compiles what it imports when it does; pip would compile all of it, which takes as long as the downloads.
$(VENV)/.run: requirements/run.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --no-compile --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(BIN)/pip install --no-compile --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	touch $@

# Fonts and htmx come from npm; where no Node is installed, PyPI brings one for this step alone.
$(VENV)/.browser: package-lock.json marketplace/design/vendor.py $(VENV)/.run
	if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund; else \
	  test -x $(VENV)/node/bin/python || $(PYTHON) -m venv $(VENV)/node; \
	  $(VENV)/node/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock; \
	  PATH="$(CURDIR)/$(VENV)/node/bin:$$PATH" npm ci --silent --no-audit --no-fund; fi
	$(BIN)/python -m marketplace.design.vendor
	touch $@

# What Django reads. Compiled with babel, so that nobody needs gettext's own tools.
%.mo: %.po | $(VENV)/.run
	$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@

words: $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po)) ## compile the catalogues under locale/

setup: $(VENV)/.run $(VENV)/.browser words
setup-dev: setup $(VENV)/.dev

run: setup ## serve the demo market on http://127.0.0.1:8000 (PORT= overrides)
	@$(BIN)/python manage.py serve --port $(PORT)

messages: $(VENV)/.run ## bring the catalogues under locale/ up to date with the sources
	@$(BIN)/python -m marketplace.languages

test: setup-dev ## the whole test-suite on the embedded default; three workers, since much of it waits for servers
	$(BIN)/pytest -m "not services" --numprocesses 3 --dist worksteal

check: setup-dev ## ruff, types, layers, migrations, deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m deploy.schema
	DEMO=0 SITE_URL=https://cho.example SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(50))") \
	  ALLOWED_HOSTS=cho.example $(BIN)/python manage.py check --deploy --fail-level WARNING

bench: setup-dev ## measure against stock Oscar and the bare engines, in one run on one machine (wrk needed)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.payouts
	$(BIN)/python -m deploy.services run $(CURDIR)/$(BIN)/python -m bench.search
	$(BIN)/python -m deploy.services run $(CURDIR)/$(BIN)/python -m bench.engine

pictures: setup-dev ## take the pictures of the README from a running demo market
	$(BIN)/python -m docs.pictures

lock: ## resolve requirements/*.in into hashes, without addresses
	for name in run dev node; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.lock || exit 1; done

services: setup-dev ## start PostgreSQL, Redis, RabbitMQ and Elasticsearch for tests; prints their variables
	$(BIN)/python -m deploy.services start

services-stop: ## stop what `make services` started
	$(BIN)/python -m deploy.services stop

# First what asks PostgreSQL alone, in two workers with a database each; then the proofs on all engines, which promise
# seconds and share what they kill: one at a time.
test-services: setup-dev ## what depends on the real engines
	$(BIN)/python -m deploy.services run env -u REDIS_URL -u CELERY_BROKER_URL -u ELASTICSEARCH_URL \
	  $(BIN)/pytest -m "services and not engines" --numprocesses 2 --dist worksteal --durations 10
	$(BIN)/python -m deploy.services run $(BIN)/pytest -m "services and engines" --durations 20
