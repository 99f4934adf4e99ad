/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/* What one committed operation touched. */
typedef struct
{
  gint64 operation_id;
  GPtrArray *tables;     /* interned names */
  GHashTable *party_ids; /* gint64 → itself */
  gboolean many_parties;
} TrancheTouches;

/* From here on a notification names no parties any more, only "many". */
#define TRANCHE_TOUCHES_MAX 1000

TrancheTouches *tranche_touches_new (void);
void tranche_touches_free (TrancheTouches *touches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheTouches, tranche_touches_free)

/* @id: a row's, or 0 for many. Parties are told apart by their table. */
void tranche_touches_add (TrancheTouches *touches, const char *table_name, gint64 id);
void tranche_touches_add_party (TrancheTouches *touches, gint64 party_id);

/* From now on committed operations leave their touches on the connection. */
void tranche_database_collect_touches (TrancheDatabase *db);
/* (transfer full) (element-type TrancheTouches): those since the last call, in order of commit. */
GPtrArray *tranche_database_take_touches (TrancheDatabase *db);

/* SQL: whether a change of @party stands. One that was undone is as if it had never been, and so is
 * its undoing. 4 and 5: UNDO and REDO */
#define TRANCHE_SQL_HAS_STANDING_CHANGE(party)                                                     \
  "EXISTS (SELECT 1 FROM change AS h JOIN operation AS p ON p.id = h.operation_id"                 \
  " WHERE h.party_id = " party " AND p.kind NOT IN (4, 5)"                                         \
  " AND coalesce ((SELECT max (u.id) FROM operation AS u WHERE u.undoes = p.id), 0)"               \
  " <= coalesce ((SELECT max (r.id) FROM operation AS r WHERE r.redoes = p.id), 0))"

/* Says what the operation undoes or does again; also makes it not empty. */
void tranche_operation_set_undoes (TrancheOperation *operation, gint64 operation_id);
void tranche_operation_set_redoes (TrancheOperation *operation, gint64 operation_id);

/* From here on the acting member isn't asked for every row: the action has asked for the whole of
 * what it does. See permissions.h. */
void tranche_operation_authorise (TrancheOperation *operation);
gboolean tranche_operation_is_authorised (TrancheOperation *operation);

G_END_DECLS
