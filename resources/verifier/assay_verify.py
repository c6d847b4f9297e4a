#!/usr/bin/env python3
"""Second verifier of a report signed by Assay: python3 assay_verify.py report.pdf

Needs Python 3.9 and the package `cryptography`; shares no code with Assay. It checks the certification of the PDF and the sign-offs in it, over bytes.
It does not make the pages again and vouches for no name: compare the fingerprints it prints by a second channel.
Obtain it from a source you trust, not with the report. Exit code: 0 intact, 1 altered or not of this kind.
"""
import base64, hashlib, json, re, sys, zlib
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Altered(Exception):
    pass


def require(holds, what):
    if not holds:
        raise Altered(what)


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8 or 1, "big")
    return bytes([tag]) + (size if len(body) < 128 else bytes([128 | len(size)]) + size) + body


def oid(hexadecimal):
    return der(6, bytes.fromhex(hexadecimal))


def sha256(data):
    return hashlib.sha256(data).digest()


def read_der(data):
    """One element: tag, content, rest."""
    size, start = data[1], 2
    if size & 128:
        start = 2 + (size & 127)
        size = int.from_bytes(data[2:start], "big")
    return data[0], data[start:start + size], data[start + size:]


def spki(certificate):
    return certificate.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def check_signature(certificate, signature, message, what):
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            require(key.curve.name == "secp256r1", what + ": curve")
            integers = read_der(read_der(read_der(signature)[1])[2])
            require(int.from_bytes(integers[1], "big") <= ORDER // 2, what + ": s is not low")
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        else:
            require(key.key_size >= 2048, what + ": key size")
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except Altered:
        raise
    except Exception:
        raise Altered(what + ": signature")


def check_certification(pdf):
    """The PDF's signature: everything but /Contents is in its range, and the CMS is exactly the one it must be. Gives the certificate and the base."""
    found = re.search(rb"/Prev (\d+) >>\nstartxref\n\d+\n%%EOF\n\Z", pdf)
    require(found, "no update section at the end")
    base_end = pdf.index(b"%%EOF", int(found[1])) + 5
    entry = re.compile(rb"/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]\n/Contents <([0-9a-f]+)>\n").search(pdf, base_end)
    require(entry, "no signature")
    start, end, rest = (int(entry[n]) for n in (1, 2, 3))
    require(start == entry.start(4) - 1 and end == entry.end(4) + 1 and end + rest == len(pdf), "the range does not cover the file")
    padded = bytes.fromhex(entry[4].decode())
    cms = padded[:len(padded) - len(read_der(padded)[2])]
    require(not any(padded[len(cms):]), "padding")
    content = read_der(read_der(read_der(read_der(cms)[1])[2])[1])[1]
    for _ in range(3):
        content = read_der(content)[2]
    certificate = x509.load_der_x509_certificate(read_der(content)[1])
    signer = read_der(read_der(read_der(content)[2])[1])[1]
    for _ in range(5):
        signer = read_der(signer)[2]
    signature = read_der(signer)[1]
    raw = certificate.public_bytes(serialization.Encoding.DER)
    elliptic = isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    algorithm = der(0x30, oid("2a8648ce3d040302")) if elliptic else der(0x30, oid("2a864886f70d01010b"), der(5))
    sha = der(0x30, oid("608648016503040201"))
    data = oid("2a864886f70d010701")
    attributes = [
        der(0x30, oid("2a864886f70d010903"), der(0x31, data)),
        der(0x30, oid("2a864886f70d010904"), der(0x31, der(4, sha256(pdf[:start] + pdf[end:])))),
        der(0x30, oid("2a864886f70d010910022f"), der(0x31, der(0x30, der(0x30, der(0x30, der(4, sha256(raw))))))),
    ]
    signed = der(0x31, *sorted(attributes))
    name = der(0x30, certificate.issuer.public_bytes(), der(2, certificate.serial_number.to_bytes(certificate.serial_number.bit_length() // 8 + 1, "big")))
    info = der(0x30, der(2, b"\1"), name, sha, b"\xa0" + signed[1:], algorithm, der(4, signature))
    body = der(0x30, der(2, b"\1"), der(0x31, sha), der(0x30, data), der(0xA0, raw), der(0x31, info))
    require(der(0x30, oid("2a864886f70d010702"), der(0xA0, body)) == cms, "the signature's container")
    check_signature(certificate, signature, signed, "the PDF")
    return certificate, pdf[:base_end]


def attachments(base):
    files = {}
    for found in re.finditer(rb"\n(\d+) 0 obj\n<<\n  /Type /Filespec\n  /F \(([^()\\]+)\)(?s:.*?)/EF <<\n    /F (\d+) 0 R", base):
        stream = re.compile(rb"\n%s 0 obj\n<<\n(?s:(.*?))\n>>\nstream\n" % found[3]).search(base)
        raw = base[stream.end():stream.end() + int(re.search(rb"/Length (\d+)", stream[1])[1])]
        files[found[2].decode()] = zlib.decompress(raw) if b"/FlateDecode" in stream[1] else raw
    return files


def check_sign_offs(files):
    require("report.json" in files, "no report.json")
    digest, previous, offs = sha256(files["report.json"]).hex(), None, []
    for n in range(1, 100):
        name = "sign-off-%d.json" % n
        if name not in files:
            break
        envelope = json.loads(files[name])
        canonical = json.dumps(envelope, separators=(",", ":"), sort_keys=True).encode()
        require(canonical == files[name] and set(envelope) == {"payload", "payloadType", "signatures"}, name + ": not canonical")
        (entry,) = envelope["signatures"]
        payload, raw, signature = (base64.b64decode(text, validate=True) for text in (envelope["payload"], entry["certificate"], entry["sig"]))
        for text, binary in ((envelope["payload"], payload), (entry["certificate"], raw), (entry["sig"], signature)):
            require(base64.b64encode(binary).decode() == text, name + ": base64")
        certificate = x509.load_der_x509_certificate(raw)
        kind = envelope["payloadType"]
        check_signature(certificate, signature, b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload), name)
        statement = json.loads(payload)
        off = statement["predicate"]
        key = sha256(spki(certificate)).hex()
        require(kind == "application/vnd.in-toto+json" and set(entry) == {"certificate", "keyid", "sig"}, name + ": kind")
        require(key == entry["keyid"] == off["keyId"] and sha256(raw).hex() == off["certificate"], name + ": key")
        require([s["digest"]["sha256"] for s in statement["subject"]] == [digest], name + ": it is over another report")
        require(off["previous"] == previous, name + ": it does not follow the one before")
        require(key not in [o["keyId"] for o in offs], name + ": one key signs twice")
        previous, offs = sha256(files[name]).hex(), offs + [off]
    require(offs and [o["role"] for o in offs] == sorted((o["role"] for o in offs), key=["preparer", "reviewer", "approver"].index), "order of sign-offs")
    return digest, offs


def main(path):
    with open(path, "rb") as file:
        pdf = file.read()
    certificate, base = check_certification(pdf)
    digest, offs = check_sign_offs(attachments(base))
    require(offs[-1]["certificate"] == sha256(certificate.public_bytes(serialization.Encoding.DER)).hex(), "certified by another key than the last sign-off")
    print("intact; report", digest)
    for off in offs:
        print("%s (%s) claims to be %s at %s, key %s" % (off["role"], off["decision"], off["claimedName"], off["claimedTime"], off["keyId"]))
    print("The names are claims, the times too, and the pages were not made again.")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Altered as reason:
        sys.exit("altered: %s" % reason)
    except Exception as error:
        sys.exit("altered or not a report of this kind: %s" % type(error).__name__)
