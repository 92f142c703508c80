#ifndef KBTRIAGE_CCRYPTO_SHIM_H
#define KBTRIAGE_CCRYPTO_SHIM_H
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#endif
