/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheOperation:
 *
 * The frame of every write: who, when, what in one sentence. It opens a transaction, collects the
 * changes of records, and seals both into the hash chain when it is committed. Leaving the scope
 * without tranche_operation_commit() rolls everything back; nothing of it is seen by anyone before
 * the commit.
 *
 * One operation is one step of undo.
 */
typedef struct _TrancheOperation TrancheOperation;

/**
 * tranche_operation_begin:
 * @kind: what it is, and with that how it is undone
 * @label: in the user's words, past tense where it names a thing: "Client “Ng” removed"
 *
 * The actor is the connection's acting team member (tranche_database_set_actor()). DENIED where
 * their role doesn't allow a run, an import or an issue; of other kinds the writes of records ask:
 * see permissions.h.
 */
TrancheOperation *tranche_operation_begin (TrancheDatabase *db,
                                           TrancheOperationKind kind,
                                           const char *label,
                                           GError **error);
/* Takes @operation in every case. An operation without changes and without bulk results leaves no
 * trace. */
gboolean tranche_operation_commit (TrancheOperation *operation, GError **error);
void tranche_operation_cancel (TrancheOperation *operation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheOperation, tranche_operation_cancel)

/* Reserved from the start, so that rows can refer to it (their foreign keys are deferred). */
gint64 tranche_operation_get_id (TrancheOperation *operation);
TrancheDatabase *tranche_operation_get_database (TrancheOperation *operation);
gint64 tranche_operation_get_time (TrancheOperation *operation);

void tranche_operation_set_label (TrancheOperation *operation, const char *label);
void tranche_operation_set_office (TrancheOperation *operation, gint64 office_id);
/* What of a run's inputs it touches; adds bits. Record writes add those of their table by
 * themselves. */
void tranche_operation_add_affects (TrancheOperation *operation, TrancheAffects affects);
/* JSON with the figures of a bulk operation; it goes into the chain. Marks the operation as not
 * empty. */
void tranche_operation_set_detail (TrancheOperation *operation, const char *json);

/* Adds a change by hand, for rows that aren't records. @before and @after are JSON or NULL. */
gboolean tranche_operation_add_change (TrancheOperation *operation,
                                       const char *table_name,
                                       gint64 row_id,
                                       gint64 party_id,
                                       const char *before,
                                       const char *after,
                                       GError **error);

/* Tells listeners which rows of which table changed; ids are optional (0: many). Record writes do
 * it themselves. */
void tranche_operation_touch (TrancheOperation *operation, const char *table_name, gint64 row_id);

/* Who acts on this connection from now on; NULL or "" name: the system user's name. */
void tranche_database_set_actor (TrancheDatabase *db, gint64 team_member_id, const char *name);

/* 0: nobody by name. */
gint64 tranche_database_get_actor (TrancheDatabase *db);

/* The clock of operations, for tests: microseconds since 1970; 0 goes back to the real one. */
void tranche_database_set_clock (TrancheDatabase *db, gint64 now);

G_END_DECLS
