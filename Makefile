# Everything a checkout needs, from nothing. State is kept in .run/ alone.
#   make demo [PORT=8069]     Odoo with demonstration data, until Ctrl-C
#   make test [ARGS="-k x"]   all tests, or the ones pytest selects
#   make lint [ARGS=ruff]     all checkers, or the ones named
#   make format               let the formatters rewrite the files
#   make pot                  translation templates, and .po files in step with them
#   make pins                 newest versions into requirements.txt
#   make clean                stop the database server and remove .run/

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format pot pins clean

help:
	@sed -n 's/^#   //p' Makefile

setup:
	@scripts/setup

demo:
	@PORT=$(or $(PORT),8069) scripts/demo

test:
	@scripts/test $(ARGS)

lint:
	@scripts/lint $(ARGS)

format:
	@scripts/lint --format

pot:
	@scripts/pot

pins:
	@scripts/pins

clean:
	@scripts/clean
