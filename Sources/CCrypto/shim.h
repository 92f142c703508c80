#ifndef KBTRIAGE_CCRYPTO_SHIM_H
#define KBTRIAGE_CCRYPTO_SHIM_H

/* The part of OpenSSL's libcrypto 3 (soname 3) that is used, as types of functions. The library is opened when the first
   digest is made (docs/decisions/0001-libraries.md), so nothing here is linked. Where the library's own headers are
   installed, the compiler holds every type against them. */

#include <stddef.h>
#include <stdint.h>

struct evp_md_ctx_st;
struct evp_md_st;
struct ossl_lib_ctx_st;
struct engine_st;
struct ossl_init_settings_st;

typedef int (*kbt_crypto_init)(uint64_t, const struct ossl_init_settings_st *_Nullable);
typedef struct evp_md_ctx_st *_Nullable (*kbt_digest_new)(void);
typedef void (*kbt_digest_free)(struct evp_md_ctx_st *_Nullable);
typedef struct evp_md_st *_Nullable (*kbt_digest_fetch)(
    struct ossl_lib_ctx_st *_Nullable, const char *_Nonnull, const char *_Nullable);
typedef int (*kbt_digest_begin)(
    struct evp_md_ctx_st *_Nonnull, const struct evp_md_st *_Nullable, struct engine_st *_Nullable);
typedef int (*kbt_digest_update)(struct evp_md_ctx_st *_Nonnull, const void *_Nullable, size_t);
typedef int (*kbt_digest_end)(struct evp_md_ctx_st *_Nonnull, unsigned char *_Nonnull, unsigned int *_Nullable);
typedef unsigned long (*kbt_error_next)(void);
typedef void (*kbt_error_clear)(void);
typedef void (*kbt_error_text)(unsigned long, char *_Nonnull, size_t);

/* Values of crypto.h. */
enum {
    KBT_CRYPTO_NO_LOAD_STRINGS = 0x01,
    KBT_CRYPTO_NO_ADD_CIPHERS = 0x10,
    KBT_CRYPTO_NO_ADD_DIGESTS = 0x20,
    KBT_CRYPTO_NO_LOAD_CONFIG = 0x80,
};

#if __has_include(<openssl/evp.h>) && __has_include(<openssl/err.h>)
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#define KBT_SAME(function, type) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(&function), type), #function " has another type")
KBT_SAME(OPENSSL_init_crypto, kbt_crypto_init);
KBT_SAME(EVP_MD_CTX_new, kbt_digest_new);
KBT_SAME(EVP_MD_CTX_free, kbt_digest_free);
KBT_SAME(EVP_MD_fetch, kbt_digest_fetch);
KBT_SAME(EVP_DigestInit_ex, kbt_digest_begin);
KBT_SAME(EVP_DigestUpdate, kbt_digest_update);
KBT_SAME(EVP_DigestFinal_ex, kbt_digest_end);
KBT_SAME(ERR_get_error, kbt_error_next);
KBT_SAME(ERR_clear_error, kbt_error_clear);
KBT_SAME(ERR_error_string_n, kbt_error_text);
_Static_assert(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS == KBT_CRYPTO_NO_LOAD_STRINGS, "");
_Static_assert(OPENSSL_INIT_NO_ADD_ALL_CIPHERS == KBT_CRYPTO_NO_ADD_CIPHERS, "");
_Static_assert(OPENSSL_INIT_NO_ADD_ALL_DIGESTS == KBT_CRYPTO_NO_ADD_DIGESTS, "");
_Static_assert(OPENSSL_INIT_NO_LOAD_CONFIG == KBT_CRYPTO_NO_LOAD_CONFIG, "");
#undef KBT_SAME
#endif

#endif
