#ifndef KBTRIAGE_CCRYPTO_SHIM_H
#define KBTRIAGE_CCRYPTO_SHIM_H
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/crypto.h>
#include <openssl/err.h>

/* SHA-256, looked up for good: OpenSSL 3 looks EVP_sha256() up again at the start of every digest. NULL where there is none. */
static inline const EVP_MD *kbtriage_sha256(void) {
#if OPENSSL_VERSION_NUMBER >= 0x30000000L
    return EVP_MD_fetch(NULL, "SHA256", NULL);
#else
    return EVP_sha256();
#endif
}
#endif
