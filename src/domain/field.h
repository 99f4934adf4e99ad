/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "domain/money.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a field holds: its C type in the struct, and its form in the store and in JSON. */
typedef enum
{
  TRANCHE_FIELD_KIND_TEXT,    /* char *, never NULL: ""        TEXT           string */
  TRANCHE_FIELD_KIND_INTEGER, /* gint64                        INTEGER        number */
  TRANCHE_FIELD_KIND_MONEY,   /* TrancheMoney                  INTEGER cents  number */
  TRANCHE_FIELD_KIND_DATE,    /* TrancheDate, 0: none          TEXT or NULL   string or null */
  TRANCHE_FIELD_KIND_BOOLEAN, /* gboolean                      INTEGER 0, 1   boolean */
  TRANCHE_FIELD_KIND_CODE,    /* int, of domain/codes.h        INTEGER        number */
  TRANCHE_FIELD_KIND_ID,      /* gint64, 0: none               INTEGER, NULL  number or null */
  TRANCHE_FIELD_KIND_COUNT,   /* gint64, -1: not counted       INTEGER, NULL  number or null */
} TrancheFieldKind;

typedef enum
{
  TRANCHE_FIELD_OPTIONAL = 0,
  TRANCHE_FIELD_REQUIRED = 1 << 0,   /* text isn't blank, a date or an id is set */
  TRANCHE_FIELD_SEARCHABLE = 1 << 1, /* found by search */
  TRANCHE_FIELD_PERSONAL = 1 << 2,   /* never in logs, notifications or file names */
  TRANCHE_FIELD_DERIVED = 1 << 3,    /* set by the record itself (a folded name), not by people */
  TRANCHE_FIELD_AFFECTS = 1 << 4,    /* an input of runs: see TrancheRecordClass.affects */
} TrancheFieldFlags;

/**
 * TrancheField:
 * @name: the property's name; with "_" for "-" the column's
 * @label: untranslated words for people, marked with N_()
 * @offset: of the value in the record's struct
 * @minimum: for INTEGER, MONEY and CODE; checked where @maximum > @minimum
 */
typedef struct
{
  const char *name;
  const char *column;
  const char *label;
  TrancheFieldKind kind;
  TrancheFieldFlags flags;
  gsize offset;
  gint64 minimum;
  gint64 maximum;
} TrancheField;

/* Rows of a field table; @member is also the column, and with "-" the property. The name is made by
 * the macro's caller giving it, because C can't turn "_" into "-". */
#define TRANCHE_FIELD(kind_, Type, member, name_, label_, flags_)                                  \
  {                                                                                                \
    .name = name_,                                                                                 \
    .column = #member,                                                                             \
    .label = label_,                                                                               \
    .kind = TRANCHE_FIELD_KIND_##kind_,                                                            \
    .flags = flags_,                                                                               \
    .offset = G_STRUCT_OFFSET (Type, member),                                                      \
  }
#define TRANCHE_FIELD_RANGE(kind_, Type, member, name_, label_, flags_, minimum_, maximum_)        \
  {                                                                                                \
    .name = name_,                                                                                 \
    .column = #member,                                                                             \
    .label = label_,                                                                               \
    .kind = TRANCHE_FIELD_KIND_##kind_,                                                            \
    .flags = flags_,                                                                               \
    .offset = G_STRUCT_OFFSET (Type, member),                                                      \
    .minimum = minimum_,                                                                           \
    .maximum = maximum_,                                                                           \
  }

/* Whether two records of the type that the field belongs to hold the same value. */
gboolean tranche_field_equal (const TrancheField *field, gpointer self, gpointer other);

/* Sets INVALID with @message, untranslated and with one %s for the field's label: N_("“%s” is
 * needed"). */
void tranche_field_set_error (const TrancheField *field, const char *message, GError **error);

G_END_DECLS
