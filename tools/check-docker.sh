#!/usr/bin/env bash
# Runs what the image would run, where there is no container engine: replays the Dockerfile of a
# commit in a clean folder and starts migrate, server and worker from it, as docker-compose.yml says.
#   DATABASE_URL=postgresql://… tools/check-docker.sh [commit]
# DATABASE_URL names an empty database, which is migrated; the commit is HEAD unless given.
# Needs git, npm and the Node.js of the Dockerfile (after pnpm install it is in node_modules/.bin).
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
database_url=${DATABASE_URL:?names the empty database to try the image on}
commit=${1:-HEAD}
work=$(mktemp -d)
context=$work/context
declare -A stage_env=()
declare -a pids=() image_env=() image_command=()
image_user=root
health_check=

say() { printf '• %s\n' "$*"; }
fail() {
  tail -n 20 "$work"/*.log 2>/dev/null >&2 || true
  printf '✖ %s\n' "$*" >&2
  exit 1
}
clean_up() {
  local pid
  for pid in "${pids[@]}"; do
    { kill -KILL "$pid" && wait "$pid"; } 2>/dev/null || true
  done
  rm -rf "$work"
}
trap clean_up EXIT

# What COPY . . would see: the commit without what .dockerignore leaves out.
lay_out_context() {
  mkdir -p "$context" "$work/bin"
  git -C "$repository" archive "$commit" | tar -x -C "$context"
  cp "$context"/{Dockerfile,docker-compose.yml,docker-compose.prod.yml} "$work"
  git -C "$context" init --quiet
  git -C "$context" ls-files -z --others --ignored --exclude-from=.dockerignore | (cd "$context" && xargs -0 -r rm)
  rm -rf "$context/.git"
  # A copy, for an ordinary user may not be let into the repository's folder.
  cp -L "$(PATH=$repository/node_modules/.bin:$PATH command -v node)" "$work/bin/node"
  chmod a+rx "$work" "$work/bin" "$work/bin/node"
  PATH=$work/bin:$PATH
}

# Compose judges its own files, and needs no engine for that.
check_compose_files() {
  if ! docker compose version >/dev/null 2>&1; then
    say 'there is no Docker Compose here: the compose files are not checked'
    return
  fi
  docker compose -f "$work/docker-compose.yml" config --quiet
  POSTGRES_PASSWORD=x SECRET_KEY=x SMTP_URL=smtp://x PUBLIC_URL=https://x MAIL_FROM=x COORDINATOR_EMAIL=x SUPPORT_EMAIL=x \
    docker compose -f "$work/docker-compose.yml" -f "$work/docker-compose.prod.yml" config --quiet
  say 'Docker Compose accepts both compose files'
}

# FROM image|stage [AS name]: a stage is a folder that stands for the root of its file system.
start_stage() {
  local version=${1#node:}
  stage_name=${3:-image}
  stage=$work/$stage_name
  if [[ -d $work/$1 ]]; then
    cp -a "$work/$1" "$stage"
  else
    [[ $(node --version) == "v${version%%-*}" ]] || fail "the image brings Node.js $version, here is $(node --version)"
    mkdir -p "$stage/app"
  fi
  read -ra image_env <<<"${stage_env[$1]-}"
}

set_env() {
  image_env+=("$@")
  stage_env[$stage_name]=${image_env[*]}
}

# COPY [--from=stage] source… target: a folder's content is copied, not the folder.
copy() {
  local from=$context target source
  if [[ $1 == --from=* ]]; then
    from=$work/${1#--from=}
    shift
  fi
  target=$stage/app/${!#}
  for source in "${@:1:$#-1}"; do
    if [[ -d $from/$source ]]; then source+=/.; fi
    cp -a "$from/$source" "$target"
  done
}

# With copies in place of links: what a step does to its files stays out of the store of this machine.
run() {
  (cd "$stage/app" && env "${image_env[@]}" pnpm_config_package_import_method=copy npm_config_prefix="$stage/usr/local" \
    PATH="$stage/usr/local/bin:$PATH" sh -c "$1") </dev/null >>"$work/build.log" 2>&1 || fail "RUN $1"
}

replay_dockerfile() {
  local instruction rest words
  while read -r instruction rest; do
    say "$instruction $rest"
    read -ra words <<<"$rest"
    case $instruction in
      FROM) start_stage "${words[@]}" ;;
      ENV) set_env "${words[@]}" ;;
      COPY) copy "${words[@]}" ;;
      RUN) run "$rest" ;;
      USER) image_user=$rest ;;
      HEALTHCHECK) health_check=${rest#*CMD } ;;
      CMD) mapfile -t image_command < <(node --print "($rest).join('\n')") ;;
      EXPOSE) ;;
      *) [[ "$instruction $rest" == 'WORKDIR /app' ]] || fail "$instruction $rest: teach it to tools/check-docker.sh" ;;
    esac
  done < <(sed -e :a -e '/\\$/{N;s/\\\n *//;ta' -e '}' "$work/Dockerfile" | grep -v '^ *\(#\|$\)')
}

# typescript is let through: pnpm installs it as the peer that @trpc/server asks for.
check_dev_dependencies() {
  (cd "$stage/app" && node --input-type=module) <<'SCRIPT' || fail 'the image is not what production needs'
import { globSync, readFileSync } from 'node:fs'
const manifests = globSync(['package.json', '{apps,packages}/*/package.json']).map((file) => JSON.parse(readFileSync(file)))
const namesIn = (group) => manifests.flatMap((manifest) => Object.keys(manifest[group] ?? {}))
const installed = globSync('node_modules/.pnpm/*@*').map((folder) => folder.split('/').pop())
const has = (name) => installed.some((folder) => folder.startsWith(`${name.replace('/', '+')}@`))
const needed = new Set([...namesIn('dependencies'), 'typescript'])
const excess = new Set(namesIn('devDependencies').filter((name) => !needed.has(name) && has(name)))
if (!has('fastify')) console.error('Its packages are not where they are looked for.')
if (excess.size) console.error(`Only developers need ${[...excess].join(', ')}.`)
process.exit(excess.size || !has('fastify') ? 1 : 0)
SCRIPT
  say "no dev dependency is in the image; /app takes $(du -sh "$stage/app" | cut -f1)"
}

# A command in the image: in its environment and no other, by an ordinary user where we are root.
in_image() {
  local -a as=()
  if [[ $(id -u) == 0 ]]; then as=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs); fi
  cd "$stage/app"
  exec "${as[@]}" env -i PATH="$work/bin:/usr/bin:/bin" "${image_env[@]}" PORT="$port" DATABASE_URL="$database_url" \
    SMTP_URL=smtp://127.0.0.1:9 SECRET_KEY=only-for-trying-the-image-on-this-machine PUBLIC_URL="http://127.0.0.1:$port" "$@"
}

command_of() {
  awk -v service="  $1:" '$0 == service { inside = 1; next } /^  [a-z]/ { inside = 0 }
    inside && /^    command:/ { gsub(/.*\[|,|\].*/, ""); print }' "$work/docker-compose.yml"
}

start() {
  local name=$1
  shift
  (in_image "$@") >"$work/$name.log" 2>&1 &
  pids+=($!)
}

within() {
  local deadline=$((SECONDS + $1)) pid
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null || return 1; done
    sleep 0.2
  done
}

answers() { node --eval "fetch('http://127.0.0.1:$port$1').then(({ ok }) => process.exit(ok ? 0 : 1))"; }
is_healthy() { (in_image sh -c "$health_check"); }

stop_all() {
  local pid
  kill -TERM "${pids[@]}"
  for pid in "${pids[@]}"; do wait "$pid" || fail "a process ended with code $? when asked to stop"; done
  pids=()
}

run_image() {
  local -a migrate worker
  [[ $image_user != root && -n $health_check && ${#image_command[@]} -gt 0 ]] || fail 'USER, HEALTHCHECK or CMD is missing'
  read -ra migrate < <(command_of migrate)
  read -ra worker < <(command_of worker)
  port=$(node --eval 'const s = require("node:net").createServer().listen(0, () => s.close(console.log(s.address().port)))')
  (in_image "${migrate[@]}") >"$work/migrate.log" 2>&1 || fail 'migrate failed'
  say "migrate: $(tail -n 1 "$work/migrate.log")"
  start server WORKER=off "${image_command[@]}"
  start worker "${worker[@]}"
  within 60 is_healthy || fail 'the health check does not succeed'
  within 60 answers /readyz || fail '/readyz does not answer'
  within 60 answers /api/products || fail '/api/products does not answer'
  within 60 grep -q 'Working on jobs' "$work/worker.log" || fail 'the worker does not work'
  say "the health check, /readyz and /api/products answer and the worker works, as uid $(ps -o uid= -p "${pids[*]}" | xargs)"
  stop_all
  say 'server and worker stopped when asked, with code 0'
}

lay_out_context
check_compose_files
replay_dockerfile
check_dev_dependencies
run_image
