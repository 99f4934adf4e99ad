/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/records.h"

G_BEGIN_DECLS

/* Statement texts of one entity. They are made once and live as long as the program, because the
 * connections' caches keep statements by their text. */
typedef struct
{
  char *insert; /* ?1 id, then the fields */
  char *update; /* ?1 id, ?2 the version it must have, then the fields */
  char *remove; /* ?1 id, ?2 the version it must have */
  char *select; /* up to the table's name: id, row_version, then the fields */
  char *load;   /* ?1 id */
} TrancheRecordSql;

const TrancheRecordSql *tranche_record_sql_get (TrancheRecordClass *klass);
/* The fields, from @first_parameter on. */
void
tranche_record_sql_bind (TrancheStatement *statement, int first_parameter, TrancheRecord *record);

/* What records.c and record-restore.c share: writes without validation and rules, each with its
 * party and its change. @stored is the row as it is now. */

/* The record's id, if it has one, becomes the row's. */
gboolean
tranche_records_write_insert (TrancheOperation *operation, TrancheRecord *record, GError **error);
gboolean tranche_records_write_update (TrancheOperation *operation,
                                       TrancheRecord *record,
                                       TrancheRecord *stored,
                                       GError **error);
gboolean
tranche_records_write_remove (TrancheOperation *operation, TrancheRecord *stored, GError **error);
/* A removed party back into view, with the values of @record. */
gboolean tranche_records_write_return (TrancheOperation *operation,
                                       TrancheRecord *record,
                                       TrancheRecord *stored,
                                       GError **error);

/* Whether it is a party that is marked as removed. */
gboolean tranche_records_is_removed (TrancheDatabase *db,
                                     TrancheRecord *record,
                                     gboolean *removed,
                                     GError **error);

/* The rules that need to look at other rows; @stored is NULL for a new one. INVALID, or CONFLICT
 * with what is there already. */
gboolean tranche_record_rules_check (TrancheDatabase *db,
                                     TrancheRecord *record,
                                     TrancheRecord *stored,
                                     GError **error);

/* CONFLICT with what would be left without the party that is to be removed. */
gboolean
tranche_record_rules_check_removal (TrancheDatabase *db, TrancheRecord *record, GError **error);

/* Puts a constraint's failure into words that name what is wrong. @removing: while the row was
 * being deleted. */
void tranche_record_rules_reword (TrancheRecord *record, gboolean removing, GError **error);

G_END_DECLS
