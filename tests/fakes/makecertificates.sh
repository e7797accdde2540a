#!/bin/sh
# makecertificates.sh FOLDER: an authority and the certificates of its servers and of a client, good and bad.
set -e
cd "$1"
key() { openssl req "$@" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes 2> /dev/null; }

authority() { # NAME
    key -x509 -days 30 -subj "/CN=$1" -keyout "$1.key" -out "$1.pem" \
        -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
}

signed() { # NAME AUTHORITY SUBJECT-ALTERNATIVE-NAMES USAGE
    key -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
    printf 'subjectAltName=%s\nextendedKeyUsage=%s\nbasicConstraints=CA:FALSE\n' "$3" "$4" > "$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 30 -extfile "$1.ext" -out "$1.pem" 2> /dev/null
}

authority ca
authority other
here='DNS:localhost,IP:127.0.0.1'
signed server ca "$here" serverAuth
signed wronghost ca 'DNS:other.example' serverAuth
signed stranger other "$here" serverAuth
signed client ca 'DNS:viewer' clientAuth

# `openssl x509` of version 3.0 cannot date a certificate back; `openssl ca` can.
mkdir issued
: > issued/index.txt
echo 1000 > issued/serial
cat > ca.cnf << 'END'
[ca]
default_ca = here
[here]
database = issued/index.txt
serial = issued/serial
new_certs_dir = issued
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
END
key -subj /CN=expired -keyout expired.key -out expired.csr -addext "subjectAltName=$here"
openssl ca -batch -config ca.cnf -in expired.csr -out expired.pem -startdate 20240101000000Z -enddate 20240201000000Z -notext 2> /dev/null
