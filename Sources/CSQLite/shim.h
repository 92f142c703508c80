#ifndef KBTRIAGE_CSQLITE_SHIM_H
#define KBTRIAGE_CSQLITE_SHIM_H

/* The part of SQLite 3 (soname 0) that is used, as types of functions. The library is opened when a batch keeps its
   results (docs/decisions/0007-sqlite.md), so nothing here is linked. Where the library's own header is installed, the
   compiler holds every type against it. */

#include <stdint.h>

struct sqlite3;
struct sqlite3_stmt;

typedef int (*kbt_sqlite_number)(void);
typedef int (*kbt_sqlite_open)(
    const char *_Nonnull, struct sqlite3 *_Nullable *_Nonnull, int, const char *_Nullable);
typedef int (*kbt_sqlite_act)(struct sqlite3 *_Nullable);
typedef int (*kbt_sqlite_set)(struct sqlite3 *_Nullable, int);
typedef const char *_Nullable (*kbt_sqlite_text)(struct sqlite3 *_Nullable);
typedef const char *_Nullable (*kbt_sqlite_code_text)(int);
typedef int (*kbt_sqlite_prepare)(
    struct sqlite3 *_Nonnull, const char *_Nonnull, int, unsigned int, struct sqlite3_stmt *_Nullable *_Nonnull,
    const char *_Nullable *_Nullable);
typedef int (*kbt_statement_act)(struct sqlite3_stmt *_Nullable);
typedef int (*kbt_statement_bind_null)(struct sqlite3_stmt *_Nonnull, int);
typedef int (*kbt_statement_bind_integer)(struct sqlite3_stmt *_Nonnull, int, int64_t);
/* The last parameter is a destructor or one of two marks; the mark "copy it" is the only one used. */
typedef int (*kbt_statement_bind_bytes)(struct sqlite3_stmt *_Nonnull, int, const void *_Nullable, int, intptr_t);
typedef int (*kbt_statement_column_number)(struct sqlite3_stmt *_Nonnull, int);
typedef int64_t (*kbt_statement_column_integer)(struct sqlite3_stmt *_Nonnull, int);
typedef const void *_Nullable (*kbt_statement_column_bytes)(struct sqlite3_stmt *_Nonnull, int);

/* sqlite3_db_config takes what follows its second argument as a variable list, which only C can call: sets a switch. */
static inline int kbt_sqlite_switch(const void *_Nonnull function, struct sqlite3 *_Nonnull database, int name, int on)
{
    return ((int (*)(struct sqlite3 *, int, ...))(uintptr_t)function)(database, name, on, (int *)0);
}

/* Values of sqlite3.h. */
enum {
    KBT_SQLITE_OK = 0,
    KBT_SQLITE_BUSY = 5,
    KBT_SQLITE_CORRUPT = 11,
    KBT_SQLITE_NOTADB = 26,
    KBT_SQLITE_ROW = 100,
    KBT_SQLITE_DONE = 101,
    KBT_SQLITE_OPEN_READONLY = 0x1,
    KBT_SQLITE_OPEN_READWRITE = 0x2,
    KBT_SQLITE_OPEN_NOMUTEX = 0x8000,
    KBT_SQLITE_PREPARE_PERSISTENT = 0x1,
    KBT_SQLITE_NULL = 5,
    KBT_SQLITE_DEFENSIVE = 1010,
    KBT_SQLITE_TRUSTED_SCHEMA = 1017,
    KBT_SQLITE_COPY = -1,
};

#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#define KBT_SAME(function, type) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(&function), type), #function " has another type")
KBT_SAME(sqlite3_libversion_number, kbt_sqlite_number);
KBT_SAME(sqlite3_open_v2, kbt_sqlite_open);
KBT_SAME(sqlite3_close_v2, kbt_sqlite_act);
KBT_SAME(sqlite3_extended_errcode, kbt_sqlite_act);
KBT_SAME(sqlite3_get_autocommit, kbt_sqlite_act);
KBT_SAME(sqlite3_busy_timeout, kbt_sqlite_set);
KBT_SAME(sqlite3_extended_result_codes, kbt_sqlite_set);
KBT_SAME(sqlite3_errmsg, kbt_sqlite_text);
KBT_SAME(sqlite3_errstr, kbt_sqlite_code_text);
KBT_SAME(sqlite3_prepare_v3, kbt_sqlite_prepare);
KBT_SAME(sqlite3_finalize, kbt_statement_act);
KBT_SAME(sqlite3_reset, kbt_statement_act);
KBT_SAME(sqlite3_clear_bindings, kbt_statement_act);
KBT_SAME(sqlite3_step, kbt_statement_act);
KBT_SAME(sqlite3_bind_null, kbt_statement_bind_null);
KBT_SAME(sqlite3_column_type, kbt_statement_column_number);
KBT_SAME(sqlite3_column_bytes, kbt_statement_column_number);
KBT_SAME(sqlite3_column_blob, kbt_statement_column_bytes);
/* sqlite3_int64 is `long long`, which is not `int64_t` everywhere though it has its size; a destructor is a pointer. */
_Static_assert(sizeof(sqlite3_int64) == sizeof(int64_t), "");
_Static_assert(
    __builtin_types_compatible_p(
        __typeof__(&sqlite3_bind_int64), int (*)(struct sqlite3_stmt *, int, sqlite3_int64)), "");
_Static_assert(
    __builtin_types_compatible_p(__typeof__(&sqlite3_column_int64), sqlite3_int64 (*)(struct sqlite3_stmt *, int)), "");
_Static_assert(
    __builtin_types_compatible_p(
        __typeof__(&sqlite3_bind_blob), int (*)(struct sqlite3_stmt *, int, const void *, int, void (*)(void *))), "");
_Static_assert(
    __builtin_types_compatible_p(
        __typeof__(&sqlite3_bind_text), int (*)(struct sqlite3_stmt *, int, const char *, int, void (*)(void *))), "");
_Static_assert(sizeof(void (*)(void *)) == sizeof(intptr_t), "");
_Static_assert(
    SQLITE_OK == KBT_SQLITE_OK && SQLITE_BUSY == KBT_SQLITE_BUSY && SQLITE_CORRUPT == KBT_SQLITE_CORRUPT
        && SQLITE_NOTADB == KBT_SQLITE_NOTADB && SQLITE_ROW == KBT_SQLITE_ROW && SQLITE_DONE == KBT_SQLITE_DONE, "");
_Static_assert(
    SQLITE_OPEN_READONLY == KBT_SQLITE_OPEN_READONLY && SQLITE_OPEN_READWRITE == KBT_SQLITE_OPEN_READWRITE
        && SQLITE_OPEN_NOMUTEX == KBT_SQLITE_OPEN_NOMUTEX && SQLITE_NULL == KBT_SQLITE_NULL, "");
_Static_assert(
    SQLITE_PREPARE_PERSISTENT == KBT_SQLITE_PREPARE_PERSISTENT
        && SQLITE_DBCONFIG_DEFENSIVE == KBT_SQLITE_DEFENSIVE, "");
#ifdef SQLITE_DBCONFIG_TRUSTED_SCHEMA
_Static_assert(SQLITE_DBCONFIG_TRUSTED_SCHEMA == KBT_SQLITE_TRUSTED_SCHEMA, "");
#endif
#undef KBT_SAME
#endif

#endif
