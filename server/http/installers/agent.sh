#!/bin/sh
# Reports the progress of this machine's install to the service. Runs on the installing machine, next to its installer, under any POSIX shell (dash,
# bash, busybox ash). It must not block, slow down or fail an install: everything runs in the background, each transfer is aborted after five
# seconds, what it keeps and sends is bounded, and it always exits with 0. Of a response only the status is used.
#
#   sh agent.sh start                                  watches the installer in the background, until the machine reboots
#   sh agent.sh stage NAME [--error] [message...]      reports a stage
#   sh agent.sh failed [message...]                    reports that the install has failed: for %onerror, error-commands
#   sh agent.sh text message...                        reports what the installer is doing
#   sh agent.sh watch                                  like start, in the foreground
#   sh agent.sh hostos                                 watches the files of IBM HostOS deployments in the background, for one day
#   sh agent.sh check                                  checks whether the service can be reached, and prints the result

# shellcheck disable=SC2317 # in_background and step call functions by their names

# The service fills in the address of the request when it serves this file.
served_by=''

main() {
  command=${1:-help}
  [ $# -eq 0 ] || shift
  case $command in
    start | watch | stage | failed | text | hostos | check) ;;
    *) complain 'usage: agent.sh start | watch | stage NAME [--error] [message...] | failed [message...] | text message... | hostos | check   [--server URL]' && exit 0 ;;
  esac
  read_arguments "$@"
  read_settings
  find_server && make_folder || exit 0
  renice -n 19 -p $$ >/dev/null 2>&1
  case $command in
    start) in_background watch ;;
    watch) watch ;;
    stage) is_stage_name "$name" && report "$name" "$error" "$words" ;;
    failed) report - true "$name $words" ;;
    text) tell "$name $words" ;;
    hostos) in_background watch_hostos ;;
    check) check ;;
  esac
  exit 0
}

complain() {
  printf 'checklist agent: %s\n' "$1" >&2
}

# ---- arguments and settings

read_arguments() {
  name='' error=false words='' server=${AGENT_SERVER:-$served_by}
  while [ $# -gt 0 ]; do
    case $1 in
      --error) error=true ;;
      --server)
        server=${2-}
        [ $# -lt 2 ] || shift
        ;;
      *) if [ -z "$name" ]; then name=$1; else words="$words$1 "; fi ;;
    esac
    shift
  done
}

read_settings() {
  # No word of any program in another language, no proxy (the monitor knows this machine by its address), nothing for other users to read.
  LC_ALL=C
  export LC_ALL
  unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  umask 077
  root=${AGENT_ROOT-}                         # prefix of the installer's files
  dir=${AGENT_DIR:-/tmp/checklist-agent}      # queued messages; watching ends when this folder is removed
  backend=${AGENT_BACKEND:-self}
  way=${AGENT_WAY-}                           # curl, wget, mosquitto, nc or udp; default: the first one available
  mqtt_port=${AGENT_MQTT_PORT:-1883}
  udp_port=${AGENT_UDP_PORT:-5000}
  timeout=${AGENT_TIMEOUT:-5}                 # seconds for one send
  pause=${AGENT_PAUSE:-1}                     # seconds between two sends: at most 60 messages a minute
  retry=${AGENT_RETRY:-1}                     # seconds until the second try, doubled with each further one ...
  retry_max=${AGENT_RETRY_MAX:-30}            # ... up to this
  tries=${AGENT_TRIES:-100}                   # number of checks for each of Stacki's steps ...
  step_seconds=${AGENT_STEP_SECONDS:-10}      # ... and the interval
  filled_seconds=${AGENT_FILLED_SECONDS:-30}  # the same for the first packages
  wait_seconds=${AGENT_WAIT_SECONDS:-15}
  stall_seconds=${AGENT_STALL_SECONDS:-120}
  log_seconds=${AGENT_LOG_SECONDS:-15}        # at most four texts a minute
}

find_server() {
  case $server in
    '') complain 'no address of the service; set --server http://frontend:4080 or AGENT_SERVER, or download this script from the service' && return 1 ;;
    http://* | https://*) ;;
    *:[0-9]*) server=http://$server ;;
    *) server=http://$server:4080 ;;
  esac
  server=${server%/}
  host=${server#*://}
  host=${host%%/*}
  case $host in
    \[*) host=${host#\[} && host=${host%%\]*} ;;
    *) host=${host%%:*} ;;
  esac
  case $server in
    *[!]A-Za-z0-9.:/_[-]*) complain 'invalid address of the service' && return 1 ;;
  esac
}

# A folder owned by this user: in /tmp, another user may have created one of that name.
make_folder() {
  mkdir -p "$dir/queue" 2>/dev/null
  [ -d "$dir/queue" ] && [ ! -L "$dir" ] && [ -O "$dir" ] && return 0
  complain "no folder of our own at $dir; set AGENT_DIR to another one"
  return 1
}

is_stage_name() {
  case $1 in
    '' | *[!A-Za-z0-9_]*) ;;
    *) [ ${#1} -gt 64 ] || return 0 ;;
  esac
  complain 'stage: a name of letters, digits and _, at most 64 of them'
  return 1
}

# ---- the queue: one file per message, oldest first by name; of texts only the newest

# Hundredths of a second since the machine started; independent of the clock, which an installer may set. As many digits always, so that they sort as words too, with
# a 1 in front, without which they would be octal; they fit 32 bits for 115 days.
now() {
  up='0.00 '
  read -r up 2>/dev/null </proc/uptime
  up=${up%% *}
  printf '1%07d%s\n' "${up%.*}" "${up#*.}"
}

# Printable ASCII, at most a thousand bytes: safe in JSON, forms and terminals.
clean() {
  printf '%.4000s' "$*" | tr '\000-\037\177' ' ' | tr -c '\040-\176' '?' | sed 's/  */ /g; s/^ //; s/ $//' | dd bs=1000 count=1 2>/dev/null
}

# stage, or - for the install as a whole; whether it is an error; message
report() {
  set -- "$1" "$2" "$(clean "$3")" "$dir"/queue/*
  # Two of the same hundredth of a second keep their order too.
  number=$((${number:-1000} + 1))
  [ $# -ge 67 ] || put "$(now).$$.$number.$1" "$1" "$2" "$3"
  in_background deliver
}

# what happened, the version that came with it or -, of which deployment; whether it is an error; message
occur() {
  set -- "$1 $2 $3" "$4" "$(clean "$5")" "$dir"/queue/*
  number=$((${number:-1000} + 1))
  [ $# -ge 67 ] || put "$(now).$$.$number.event" "$1" "$2" "$3"
  in_background deliver
}

tell() {
  put text '' false "$(clean "$1")"
  in_background deliver
}

put() {
  { now; printf '%s\n' "$2" "$3" "$4"; } 2>/dev/null >"$dir/new.$$.$1" && mv -f "$dir/new.$$.$1" "$dir/queue/$1"
}

# The sending process: one at a time; it exits when the queue is empty.
deliver() {
  while waiting && take "$dir/sending" 9000; do
    send_all
    rm -f "$dir/sending"
  done
}

waiting() {
  set -- "$dir"/queue/*
  letter=$1
  [ -e "$letter" ]
}

# A lock that its holder renews; one that is older than $2 hundredths of a second, or from before a reboot, is free.
take() {
  (set -C && now >"$1") 2>/dev/null && return 0
  held=''
  read -r held 2>/dev/null <"$1"
  [ -n "$held" ] || return 1
  held=$(($(now) - held))
  [ "$held" -gt "$2" ] || [ "$held" -lt 0 ] && now >"$1"
}

send_all() {
  delay=$retry
  while waiting; do
    now 2>/dev/null >"$dir/sending" || return
    # A newer text may take this one's place meanwhile.
    case $letter in */text) mv -f "$letter" "$dir/text" && letter=$dir/text ;; esac
    if is_done; then
      rm -f "$letter"
      delay=$retry
      sleep "$pause"
    else
      [ "$letter" != "$dir/text" ] || [ -e "$dir/queue/text" ] || mv -f "$letter" "$dir/queue/text"
      sleep "$delay"
      delay=$((delay * 2))
      [ "$delay" -le "$retry_max" ] || delay=$retry_max
    fi
  done
}

# Whether the message need not be sent again: it has arrived, or was rejected, or is over an hour old.
is_done() {
  { read -r stamp && read -r stage && read -r error && IFS= read -r message; } 2>/dev/null <"$letter" || return 0
  ago=$((($(now) - stamp) / 100))
  [ "$ago" -ge 0 ] && [ "$ago" -le 3600 ] || return 0
  send
  sent=$?
  printf '%s\n' "$way: $outcome" 2>/dev/null >"$dir/outcome"
  return "$sent"
}

# ---- ways to send: returns 0 if the message is done, 1 if it must be sent again; $outcome is the reason

send() {
  [ -n "$way" ] || find_way
  case $way in
    curl | wget | nc) by_http ;;
    mosquitto) by_mosquitto ;;
    udp) by_udp ;;
    *) outcome='none of curl, wget, mosquitto_pub, nc and bash is here' && return 1 ;;
  esac
}

has() {
  command -v "$1" >/dev/null 2>&1
}

find_way() {
  if has curl; then way=curl
  elif has wget && case $(wget --help 2>&1) in *post-data*) true ;; *) false ;; esac; then way=wget
  elif has mosquitto_pub; then way=mosquitto
  elif has nc && [ "${server#http:}" != "$server" ]; then way=nc
  elif has bash; then way=udp
  fi
}

# Aborted after five seconds, or when it writes more than 8 to 16 KiB to a file. Without `timeout`, whose options differ between systems.
limited() {
  # shellcheck disable=SC3045 # where it is not known, a core file may be left behind, of 8 to 16 KiB
  (ulimit -c 0 2>/dev/null; ulimit -f 16 && exec "$@") &
  running=$!
  (
    trap 'kill "$timer"; exit' TERM
    sleep "$timeout" & timer=$!
    # Also when the timer was killed or could not start: without it, the send could last for ever.
    wait "$timer"
    kill "$running"
  ) >/dev/null 2>&1 </dev/null &
  guard=$!
  wait "$running" 2>/dev/null
  code=$?
  kill "$guard" 2>/dev/null
  wait "$guard" 2>/dev/null
  return "$code"
}

by_http() {
  url=$server/api/v1/backends/$backend/stages
  words=$(printf '%s' "$message" | sed 's/%/%25/g; s/&/%26/g; s/+/%2B/g; s/ /+/g')
  case $stage in
    '') form="text=$words" ;;
    -) form="failed=1&message=$words" ;;
    */*)
      split_event
      version=$(printf '%s' "$version" | sed 's/+/%2B/g')
      form="event=$event&deployment=$deployed_by&error=$error${version:+&version=$version}${words:+&message=$words}"
      ;;
    *) form="stage=$stage&error=$error${words:+&message=$words}" ;;
  esac
  [ "$ago" -eq 0 ] || form="$form&ago=$ago"
  status=000
  if [ "$way" = curl ]; then
    limited curl -q -g -s --noproxy '*' --max-time "$timeout" -H 'Expect:' -o "$dir/answer" -w '%{http_code}' -d "$form" "$url" \
      2>/dev/null >"$dir/status" && read -r status 2>/dev/null <"$dir/status"
  elif [ "$way" = nc ]; then ask_by_nc
  elif limited wget -O "$dir/answer" --post-data "$form" "$url" 2>"$dir/status" >/dev/null; then status=200
  else
    # busybox: server returned error: HTTP/1.1 400 Bad Request; GNU: ERROR 400: Bad Request.
    status=$(sed -n 's/.*HTTP[^ ]* \([0-9]\{3\}\) .*/\1/p; s/.*ERROR \([0-9]\{3\}\).*/\1/p' "$dir/status" 2>/dev/null | tail -n 1)
  fi
  answer=''
  read -r answer 2>/dev/null <"$dir/answer"
  rm -f "$dir/answer" "$dir/status"
  judge
}

# HTTP by hand: the nc of Debian's busybox supports only TCP. The last line received is the response.
ask_by_nc() {
  authority=${server#http://}
  authority=${authority%%/*}
  port=${authority##*:}
  case $port in *[!0-9]*) port=80 ;; esac
  printf 'POST %s HTTP/1.0\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n\r\n%s' \
    "/${url#http://*/}" "$authority" "${#form}" "$form" 2>/dev/null >"$dir/request"
  # shellcheck disable=SC2016
  limited sh -c 'exec nc "$1" "$2" <"$3"' - "$host" "$port" "$dir/request" 2>/dev/null >"$dir/status"
  status=$(sed -n '1s/^HTTP[^ ]* \([0-9]\{3\}\) .*/\1/p' "$dir/status" 2>/dev/null)
  tail -n 1 "$dir/status" 2>/dev/null >"$dir/answer"
  rm -f "$dir/request"
}

# Any other server that responds with 200 has not received the message.
judge() {
  outcome="$url says ${status:-000}"
  case $status in
    408 | 429) return 1 ;;
    4??) return 0 ;;
    2??) ;;
    *) return 1 ;;
  esac
  case $answer in
    '{"accepted":true}') return 0 ;;
  esac
  outcome="$url is no monitor: it says $status and something else"
  return 1
}

# An event instead of a stage: what happened, with version and deployment.
split_event() {
  event=${stage%% *}
  version=${stage#* }
  deployed_by=${version#* }
  version=${version%% *}
  [ "$version" != - ] || version=''
}

# The JSON of the health channel; with $message in it, of which only " and \ are special.
health() {
  quoted=$(printf '%s' "$message" | sed 's/[\\"]/\\&/g')
  if [ -z "$stage" ]; then printf '{"state":"%s"}' "$quoted"
  elif [ "$stage" = - ]; then printf '{"state":"failed","msg":"%s"}' "$quoted"
  elif [ "$stage" != "${stage#*/}" ]; then
    split_event
    printf '{"event":"%s","deployment":"%s","version":"%s","flag":"%s","msg":"%s"}' "$event" "$deployed_by" "$version" "$error" "$quoted"
  elif [ "$error" = true ]; then printf '{"systest":"%s","flag":"True","msg":"%s"}' "$stage" "$quoted"
  else printf '{"systest":"%s","flag":"False","msg":"%s"}' "$stage" "$quoted"
  fi
}

by_mosquitto() {
  me=$backend
  [ "$me" != self ] || me=$(own_mac)
  outcome="mqtt://$host:$mqtt_port takes health/$me"
  limited mosquitto_pub -h "$host" -p "$mqtt_port" -q 1 -t "health/$me" -m "$(health)" >/dev/null 2>&1 && return 0
  outcome="mqtt://$host:$mqtt_port takes nothing"
  return 1
}

# Stacki's queue. There is no response: losses go unnoticed.
by_udp() {
  packet="{\"channel\":\"health\",\"payload\":\"$(health | sed 's/[\\"]/\\&/g')\",\"ttl\":300}"
  outcome="sent to UDP $host:$udp_port"
  # shellcheck disable=SC2016 # bash itself expands them
  limited bash -c 'printf "%s" "$1" >"/dev/udp/$2/$3"' - "$packet" "$host" "$udp_port" >/dev/null 2>&1
}

# The MAC of the interface with the default route, else of any interface except loopback.
own_mac() {
  route=''
  while read -r device destination _; do
    [ "$destination" != 00000000 ] || route=$device
  done 2>/dev/null <"$root/proc/net/route"
  for address in "$root/sys/class/net/${route:-none}/address" "$root"/sys/class/net/*/address; do
    mac=''
    read -r mac 2>/dev/null <"$address"
    case $mac in
      '' | 00:00:00:00:00:00) ;;
      *) printf '%s\n' "$mac" && return ;;
    esac
  done
}

check() {
  stage='' error=false message='the helper reaches the monitor' ago=0
  if send; then printf '%s: %s\n' "$way" "$outcome"; else complain "${way:-no way}: $outcome"; fi
}

# ---- what runs in the background

# Keeps nothing of the installer open: neither its files (debconf talks over 3; anaconda waits until a script's output is closed) nor its folder.
in_background() {
  (
    (
      trap '' HUP
      cd /
      exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
      "$@"
    ) &
  )
}

# Ends when its folder is removed, or after one day.
watch() {
  take "$dir/watching" 18000 || return 0
  trap 'kill $loops 2>/dev/null; rm -f "$dir/watching"; exit 0' TERM INT
  trap '' HUP
  started=$(now)
  follow_steps & loops=$!
  follow_pauses & loops="$loops $!"
  follow_logs & loops="$loops $!"
  wait
}

goes_on() {
  [ -d "$dir/queue" ] && [ $(($(now) - started)) -lt 8640000 ]
}

# ---- the steps that Stacki's installers report, for SLES and Red Hat

follow_steps() {
  try=0
  until find_installer; do
    try=$((try + 1))
    [ "$try" -lt "$tries" ] && goes_on && sleep "$step_seconds" || return 0
  done
  step SSH_Open "$step_seconds" 'Error - SSH Port 2200 is not yet open' is_port_open
  [ "$installer" = redhat ] || step AUTOINST_Present "$step_seconds" 'no profile in /tmp/profile/autoinst.xml' test -s "$root/tmp/profile/autoinst.xml"
  step Partition_XML_Present "$step_seconds" "no $partition_file" test -f "$root$partition_file"
  step Ludicrous_Started "$step_seconds" 'no /var/log/ludicrous-client-debug.log' test -f "$root/var/log/ludicrous-client-debug.log"
  step Ludicrous_Populated "$filled_seconds" '/var/log/ludicrous-client-debug.log is empty' test -s "$root/var/log/ludicrous-client-debug.log"
}

find_installer() {
  installer=${AGENT_INSTALLER-} partition_file=/tmp/partition.xml
  if [ -n "$installer" ]; then :
  elif [ -e "$root/etc/install.inf" ] || [ -d "$root/var/log/YaST2" ]; then installer=sles
  elif [ -d "$root/run/anaconda" ] || [ -e "$root/tmp/anaconda.log" ]; then installer=redhat
  fi
  [ "$installer" != redhat ] || partition_file=/tmp/partition-info
  [ "$installer" = sles ] || [ "$installer" = redhat ]
}

# name, seconds between checks, the error if it is never found, how to check. Its absence is an error only where Stacki's own programs are present.
step() {
  step=$1 every=$2 wrong=$3 try=0
  shift 3
  until "$@"; do
    try=$((try + 1))
    goes_on || exit 0
    if [ "$try" -ge "$tries" ]; then
      [ ! -d "$root/opt/stack" ] || report "$step" true "$wrong"
      return
    fi
    sleep "$every"
  done
  report "$step" false ''
}

# A process listens on port 2200 (898 in hexadecimal; 0A is LISTEN).
is_port_open() {
  grep -q ' [0-9A-F]*:0898 [0-9A-F]*:0000 0A ' "$root/proc/net/tcp" "$root/proc/net/tcp6" 2>/dev/null
}

# ---- waits and stalls

follow_pauses() {
  held='' last='' since=0 told=''
  while goes_on; do
    look_for_wait
    look_for_stall
    sleep "$wait_seconds"
  done
}

look_for_wait() {
  if [ ! -e "$root/tmp/wait" ]; then held=''
  elif [ -z "$held" ]; then
    held=yes
    report Install_Wait false 'Install Paused'
  fi
}

# YaST has shown a button and written nothing for two minutes: it waits for input.
look_for_stall() {
  lines=$(tail -c 4096 "$root/var/log/YaST2/y2log" 2>/dev/null | tail -n 3)
  if [ "$lines" != "$last" ]; then
    last=$lines since=$(now) told=''
    return
  fi
  case ${lines##*
} in
    *YPushButton.cc*) ;;
    *) return ;;
  esac
  [ -z "$told" ] && [ $(($(now) - since)) -gt $((stall_seconds * 100)) ] || return
  told=yes
  report Installation_Stalled true "$lines"
}

# ---- the logs of the installers: a few messages from the last 64 KiB

follow_logs() {
  while goes_on; do
    now 2>/dev/null >"$dir/watching"
    note packages "$(packages)"
    # 21:55:53,003 INF installation: Queue started: Payload installation (7/15)
    note anaconda "$(last_of /tmp/anaconda.log 's/.*Queue started: \(.*\) (\([0-9]*\)\/\([0-9]*\)).*/\1, \2 of \3/p')"
    # start: subiquity/Install/install/curtin_install/run_curtin_step: executing curtin install extract step
    note subiquity "$(last_of /var/log/installer/subiquity-server-debug.log 's/.*start: subiquity\/[EIL][a-z]*\/[^:]*: \(..*\)/\1/p')"
    # start: cmd-install/stage-extract/builtin/cmd-extract: curtin command extract
    note curtin "$(last_of /var/log/installer/curtin-install.log 's/.*start: cmd-install\/stage-\([a-z]*\).*/curtin: \1/p')"
    # main-menu[315]: INFO: Menu item 'partman-base' selected; finish-install: info: Running /usr/lib/finish-install.d/06user-setup
    note debian "$(last_of /var/log/syslog "s/.*main-menu\[[0-9]*\]: INFO: Menu item '\([^']*\)' selected.*/\1/p; s/.*finish-install: info: Running .*\/\(.*\)/finish-install: \1/p")"
    reach_milestones
    note_trouble
    sleep "$log_seconds"
  done
}

# log, sed script
last_of() {
  tail -c 65536 "$root$1" 2>/dev/null | sed -n "$2" | tail -n 1
}

# Installing kernel-core-4.18.0-80.el8.x86_64 (123/456); Downloading 345 RPMs, 23 MiB / 120 MiB (19%) done.
# In steps of five, to limit the number of texts.
packages() {
  for log in /tmp/packaging.log /tmp/anaconda.log; do
    count=$(last_of $log '/Queue /d; /Task /d; s/.*Install[a-z]* .*(\([0-9]\{1,6\}\)\/\([0-9]\{1,6\}\)).*/installing \1 \2/p; s/.*Downloading .*(\([0-9]\{1,3\}\)%).*/downloading \1 100/p')
    # shellcheck disable=SC2086 # three words
    set -- $count
    [ "${3:-0}" -gt 0 ] && printf '%s packages %s %%\n' "$1" $(($2 * 100 / $3 / 5 * 5)) && return
  done
}

# log, its last message: reported if it is new
note() {
  is_news "$1" "$2" && tell "$2"
}

is_news() {
  known=''
  IFS= read -r known 2>/dev/null <"$dir/seen.$1"
  [ -n "$2" ] && [ "$2" != "$known" ] && printf '%s\n' "$2" 2>/dev/null >"$dir/seen.$1"
}

# Stages of the workflows for these installers. If a machine's workflow has no such stage, the service rejects it once.
reach_milestones() {
  milestone Packages_Started /tmp/anaconda.log 'Queue started: Payload installation'
  milestone Packages_Installed /tmp/anaconda.log 'Queue started: Post-installation setup'
  milestone Post_Script /tmp/anaconda.log 'Queue started: Post installation scripts'
  milestone Storage_Ready /var/log/installer/curtin-install.log 'start: cmd-install\/stage-extract'
  milestone Extract_Started /var/log/installer/curtin-install.log 'start: cmd-install\/stage-extract'
  milestone Kernel_Installed /var/log/installer/curtin-install.log 'finish: cmd-install\/stage-curthooks: SUCCESS'
  milestone Late_Commands /var/log/installer/subiquity-server-debug.log 'start: subiquity\/Late\/'
  milestone Storage_Ready /var/log/syslog "main-menu.*Menu item 'bootstrap-base' selected"
  milestone Packages_Started /var/log/syslog "main-menu.*Menu item 'pkgsel' selected"
}

# stage, log, pattern of its line: reported once
milestone() {
  [ ! -e "$dir/seen.$1" ] && [ -n "$(last_of "$2" "/$3/p")" ] && : 2>/dev/null >"$dir/seen.$1" && report "$1" false ''
}

# The installer reports that it has failed: it will not continue.
note_trouble() {
  trouble=$(
    last_of /tmp/anaconda.log '/Installation failed/p; /CRT exception/p'
    last_of /tmp/packaging.log '/Installation failed/p; /error populating transaction/p'
    last_of /var/log/installer/subiquity-server-debug.log '/finish: subiquity\/Install\/install: FAIL/p'
    last_of /var/log/installer/curtin-install.log '/finish: cmd-install.*: FAIL/p'
    last_of /var/log/syslog "/main-menu\[[0-9]*\]: WARNING .*Menu item '[^']*' failed/p"
  )
  trouble=${trouble##*
}
  is_news trouble "$trouble" && report - true "$trouble"
}

# ---- IBM HostOS: deploy_stage, release bundles as they are added to the list, errors of the config release

# Bundles listed at the start were installed before.
watch_hostos() {
  take "$dir/watching" 18000 || return 0
  trap 'rm -f "$dir/watching"; exit 0' TERM INT
  trap '' HUP
  started=$(now) kind=hostos-upgrade deploy_stage=post-config
  begin_deployment
  bundles=$(listed_bundles)
  last_error=$(config_error)
  while goes_on; do
    now 2>/dev/null >"$dir/watching"
    # The stage is read after the list: it is never older than a bundle that is told behind it.
    listed_now=$(listed_bundles)
    follow_deploy_stage
    follow_bundles
    follow_config_errors
    sleep "$log_seconds"
  done
}

# The name given by the caller, else one per start and per boot.
begin_deployment() {
  boot=''
  read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id
  deployment=$(printf '%.100s' "${AGENT_DEPLOYMENT:-hostos:${boot%%-*}.$(now)}" | tr -c 'A-Za-z0-9.:@_-' _)
}

# Each value is set by a bundle, which may not be listed yet.
follow_deploy_stage() {
  found=''
  read -r found 2>/dev/null <"$root/etc/genesis/deploy_stage"
  case $found in
    *pre-config*) found=pre-config setter=boot ;;
    *pre-install*) found=pre-install setter=config ;;
    *post-install*) found=post-install setter=nextgen-os-sw ;;
    *post-config*) found=post-config setter=post-config ;;
    *) return ;;
  esac
  [ "$found" != "$deploy_stage" ] || return
  if [ "$deploy_stage" = post-config ]; then
    [ "$kind" != hostos ] || begin_deployment
    kind=hostos
  fi
  deploy_stage=$found
  occur "$kind/$setter" - "$deployment" false "$setter is deployed"
  occur "$kind/deploy_stage=$found" - "$deployment" false "deploy_stage is $found"
}

# name and version of each, one line each, in any form: name:version, name version, name=version; the last 64.
listed_bundles() {
  tail -c 16384 "$root/etc/genesis/release-bundles" 2>/dev/null | tr -c 'A-Za-z0-9.+~_\n-' ' ' |
    sed -n 's/_release/-release/g; s/.*hostos[-_]\([a-z_-]*\)-release  *v\{0,1\}\([0-9][0-9]*\.[0-9A-Za-z.+~_-]*\).*/\1 \2/p' | tail -n 64
}

follow_bundles() {
  known=$bundles
  bundles=$listed_now
  [ "$bundles" != "$known" ] || return
  while read -r name version; do
    case "
$known
" in
      *"
$name $version
"*) ;;
      *) deployed_bundle "$(printf '%s' "$name" | tr _ -)" "$version" ;;
    esac
  done <<END
$bundles
END
}

# Each bundle ends an upgrade: nothing shows whether another one follows.
deployed_bundle() {
  case $kind:$deploy_stage:$1 in
    hostos:post-*:config) set -- post-config "$2" ;;
    *:boot | *:config | *:base-os-sw | *:base-net-sw | *:nextgen-os-sw | *:kernel-patch) ;;
    *) return ;;
  esac
  of=$deployment
  [ "$kind" = hostos ] || of=$(printf '%s' "$deployment.$1.$2" | tr -c 'A-Za-z0-9.:@_-' _)
  occur "$kind/$1" "$2" "$of" false "$1 $2 is deployed"
  case $kind:$1 in
    hostos-upgrade:* | hostos:kernel-patch) occur "$kind/all-deployed" - "$of" false 'all bundles are deployed' ;;
  esac
}

config_error() {
  last_of /var/log/deployment_history.log '/unable to morph node personality/p; /get_node_type()/p; /[Vv]ault.*[Dd]enied/p; /[Vv]ault.*[Ii]nvalid/p; /[Vv]ault.*[Ee]xpired/p; /[Ii]nvalid.*token/p; /[Ee]xpired.*token/p; /ERROR/p; /FATAL/p'
}

follow_config_errors() {
  error_now=$(config_error)
  [ -n "$error_now" ] && [ "$error_now" != "$last_error" ] || return
  last_error=$error_now
  failing=config of=$deployment
  [ "$kind:$deploy_stage" != hostos:post-install ] || failing=post-config
  [ "$kind" = hostos ] || of=$deployment.config
  occur "$kind/$failing" - "$of" true "$error_now"
}

main "$@"
