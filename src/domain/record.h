/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/error.h"
#include "domain/field.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The longest text of a field, in bytes: many pages of notes. */
#define TRANCHE_RECORD_TEXT_MAX (32 * 1024)

#define TRANCHE_TYPE_RECORD (tranche_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (TrancheRecord, tranche_record, TRANCHE, RECORD, GObject)

/**
 * TrancheRecordClass:
 * @table_name: the store's table
 * @fields: the field table; properties, columns, validation, JSON, copy and comparison come from it
 * @party_kind: for entities that are parties; 0 for others. A provider overrides get_party_kind
 * instead.
 * @affects: what of a segmentation run's inputs a row of this table is; an update touches it only
 * where a field with %TRANCHE_FIELD_AFFECTS changes
 * @dup_display_name: what a party is called; also for labels in messages
 * @dup_sort_name: what it is sorted under, where that differs ("Elliott Jean"); the display name by
 * default
 * @derive: fills DERIVED fields before validation
 * @validate: rules beyond the field table
 *
 * One GObject class per entity, one field table each; see entities/.
 *
 * An entity's struct stands in its header, for reading (`person->family_name`). Write through the
 * properties or tranche_record_set_*, so that listeners are told.
 */
struct _TrancheRecordClass
{
  GObjectClass parent_class;

  const char *table_name;
  const TrancheField *fields;
  guint n_fields;
  TranchePartyKind party_kind;
  TrancheAffects affects;

  TranchePartyKind (*get_party_kind) (TrancheRecord *self);
  char *(*dup_display_name) (TrancheRecord *self);
  char *(*dup_sort_name) (TrancheRecord *self);
  void (*derive) (TrancheRecord *self);
  /* Which party's history a change of this row belongs to; 0: none. A party's own id by default. */
  gint64 (*get_party_id) (TrancheRecord *self);
  gboolean (*validate) (TrancheRecord *self, const TrancheField **field, GError **error);
};

/* Called in an entity's class_init: takes the table and installs its properties. */
void tranche_record_class_set_fields (TrancheRecordClass *klass,
                                      const char *table_name,
                                      const TrancheField *fields,
                                      guint n_fields);

/* A new, empty record of the entity that keeps @table_name; NULL if there is none. Used by undo.
 * Any thread. */
TrancheRecord *tranche_record_new_for_table (const char *table_name);

gint64 tranche_record_get_id (TrancheRecord *self);
void tranche_record_set_id (TrancheRecord *self, gint64 id);
gint64 tranche_record_get_row_version (TrancheRecord *self);
void tranche_record_set_row_version (TrancheRecord *self, gint64 row_version);

const TrancheField *tranche_record_find_field (TrancheRecord *self, const char *name);

/* Values by field. Integer serves INTEGER, MONEY, DATE, BOOLEAN, CODE, ID and COUNT. Setting the
 * same value again notifies nobody. */
const char *tranche_record_get_text (TrancheRecord *self, const TrancheField *field);
gint64 tranche_record_get_integer (TrancheRecord *self, const TrancheField *field);
void tranche_record_set_text (TrancheRecord *self, const TrancheField *field, const char *text);
void tranche_record_set_integer (TrancheRecord *self, const TrancheField *field, gint64 value);

/* (transfer full): the same values, id and version. */
TrancheRecord *tranche_record_copy (TrancheRecord *self);
/* Copies all field values of @other (same type); id and version stay. */
void tranche_record_assign (TrancheRecord *self, TrancheRecord *other);
/* Whether all field values are the same, id and version aside. */
gboolean tranche_record_equal (TrancheRecord *self, TrancheRecord *other);

/* Fills derived fields, then checks. INVALID; @field (out, nullable) says where. */
gboolean tranche_record_validate (TrancheRecord *self, const TrancheField **field, GError **error);

/* One line of JSON with "id" and every column in the table's order; the same values give the same
 * text. */
char *tranche_record_to_json (TrancheRecord *self);
/* Reads what tranche_record_to_json() wrote; unknown members are ignored, missing ones keep their
 * value. INVALID, with nothing changed, if it isn't that. */
gboolean tranche_record_read_json (TrancheRecord *self, const char *json, GError **error);

TranchePartyKind tranche_record_get_party_kind (TrancheRecord *self);
gint64 tranche_record_get_party_id (TrancheRecord *self);
char *tranche_record_dup_display_name (TrancheRecord *self);
/* (transfer full): the folded sort name, what the store keeps as sort_key */
char *tranche_record_dup_sort_key (TrancheRecord *self);

G_END_DECLS
