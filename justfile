# The usual commands; `just` lists them.
test:
    python -m pytest -n 2
check:
    bash .ci/lint
messages:
    python tools/messages.py
docs:
    python docs/make.py
javascript:
    npm install --no-package-lock --ignore-scripts
    bash .ci/javascript
record:
    python tools/referee.py core
against REV="main":
    python tools/referee.py compare --against {{REV}}
