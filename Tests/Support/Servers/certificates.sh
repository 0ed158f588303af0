#!/bin/sh
# Makes the certificates of the TLS tests in DIR: one that is right and three that are each wrong in one way.
set -eu

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
    echo "usage: certificates.sh DIR" >&2
    exit 64
fi
cd "$1"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The command `ca` is the one that can date a certificate in the past.
cat > "$work/ca.cnf" <<END
[ca]
default_ca = authority
[authority]
new_certs_dir = $work
database = $work/index
rand_serial = yes
default_md = sha256
policy = policy
unique_subject = no
[policy]
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
commonName = \${ENV::COMMON_NAME}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
extendedKeyUsage = serverAuth
subjectAltName = \${ENV::ALT_NAME}
END
: > "$work/index"

key() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null
}

# authority FILE KEY NAME
authority() {
    key "$2"
    COMMON_NAME=$3 ALT_NAME=DNS:unused openssl req -new -x509 -config "$work/ca.cnf" -extensions root \
        -days 3650 -key "$2" -out "$1"
}

# certificate NAME ALTERNATIVE-NAMES AUTHORITY AUTHORITY-KEY FROM TO
certificate() {
    key "$1.key"
    export COMMON_NAME="$1" ALT_NAME="$2"
    openssl req -new -config "$work/ca.cnf" -key "$1.key" -out "$work/$1.csr"
    openssl ca -batch -notext -config "$work/ca.cnf" -extensions leaf -cert "$3" -keyfile "$4" \
        -startdate "$(date -u -d "$5" +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d "$6" +%Y%m%d%H%M%SZ)" \
        -in "$work/$1.csr" -out "$1.pem" 2> "$work/messages" || { cat "$work/messages" >&2; exit 1; }
}

authority ca.pem "$work/ca.key" "Test authority"
authority "$work/other.pem" "$work/other.key" "Another authority"
local=DNS:localhost,IP:127.0.0.1
certificate good $local ca.pem "$work/ca.key" yesterday "10 years"
certificate wrong-name DNS:elders.example ca.pem "$work/ca.key" yesterday "10 years"
certificate expired $local ca.pem "$work/ca.key" "3 days ago" yesterday
certificate untrusted $local "$work/other.pem" "$work/other.key" yesterday "10 years"
