# Everything a checkout needs, from nothing. State is kept in .run/ alone.
#   make demo [PORT=8069]     Odoo with demonstration data, until Ctrl-C
#   make test [ARGS="-k x"]   all tests, or the ones pytest selects
#   make lint [ARGS=ruff]     all checkers, or the ones named
#   make format               let the formatters rewrite the files
#   make bench [N=1000] [ARGS=publish]  what the main job costs, beside plain SQL and core's surveys
#   make pot                  translation templates, and .po files in step with them
#   make wheels               packages for pip, into .run/dist
#   make pins                 newest versions into requirements.txt
#   make clean                stop the database server and remove .run/

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench lint format pot wheels pins clean

help:
	@sed -n 's/^#   //p' Makefile

setup:
	@exec scripts/setup

demo:
	@PORT=$(or $(PORT),8069) exec scripts/demo

test:
	@exec scripts/test $(ARGS)

bench:
	@N=$(or $(N),1000) exec scripts/bench $(ARGS)

lint:
	@exec scripts/lint $(ARGS)

format:
	@exec scripts/lint --format

pot:
	@exec scripts/pot

wheels:
	@exec scripts/wheels

pins:
	@exec scripts/pins

clean:
	@exec scripts/clean
