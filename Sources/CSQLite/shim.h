#ifndef KBTRIAGE_CSQLITE_SHIM_H
#define KBTRIAGE_CSQLITE_SHIM_H

/* Types of the functions of SQLite 3 that are used; filled with the store. */

#endif
