/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/undo.h"

#include "domain/record.h"
#include "store/operation-private.h"
#include "store/permissions-private.h"
#include "store/record-restore.h"
#include "store/runs.h"
#include "store/sharing.h"
#include "store/statements.h"

#include <glib/gi18n.h>

/*
 * The history is linear and is kept in the file: an operation is undone while the last UNDO of it
 * is newer than the last REDO of it. Undo takes the newest one that isn't undone; redo the one
 * undone last, as long as nothing else was done since. Neither removes anything: both are
 * operations of their own.
 */

/* Kinds whose bulk results aren't record changes. */
static const struct
{
  TrancheOperationKind kind;
  TrancheUndoHandler handler;
} handlers[] = {
  { TRANCHE_OPERATION_IMPORT, tranche_statements_undo_handler },
  { TRANCHE_OPERATION_RUN, tranche_run_undo_handler },
  { TRANCHE_OPERATION_SWITCH, tranche_run_undo_switch_handler },
};

#define IS_UNDONE                                                                                  \
  "EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.id AND NOT EXISTS"                         \
  " (SELECT 1 FROM operation r WHERE r.redoes = o.id AND r.id > u.id))"

/* 4 and 5: UNDO and REDO */
#define UNDO_QUERY                                                                                 \
  "SELECT o.id, o.label, o.kind FROM operation o WHERE o.kind NOT IN (4, 5) AND NOT " IS_UNDONE    \
  " ORDER BY o.id DESC LIMIT 1"
#define REDO_QUERY                                                                                 \
  "SELECT o.id, o.label, o.kind FROM operation w JOIN operation o ON o.id = w.undoes"              \
  " WHERE w.undoes IS NOT NULL AND w.id > coalesce ((SELECT d.id FROM operation d WHERE d.kind "   \
  "NOT IN (4, 5)"                                                                                  \
  " ORDER BY d.id DESC LIMIT 1), 0) AND NOT EXISTS"                                                \
  " (SELECT 1 FROM operation r WHERE r.redoes = w.undoes AND r.id > w.id) ORDER BY w.id DESC "     \
  "LIMIT 1"
#define BY_ID_QUERY                                                                                \
  "SELECT o.id, o.label, o.kind, o.office_id, o.affects, " IS_UNDONE                               \
  " FROM operation o WHERE o.id = ?"

#define CHANGES_BACKWARD                                                                           \
  "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY id DESC"
#define CHANGES_FORWARD                                                                            \
  "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY id"

typedef struct
{
  gint64 id;
  char *label;
  TrancheOperationKind kind;
  gint64 office_id;
  TrancheAffects affects;
  gboolean undone;
} Candidate;

static void
candidate_clear (Candidate *candidate)
{
  g_clear_pointer (&candidate->label, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Candidate, candidate_clear)

/* @candidate->id stays 0 where there is none. */
static gboolean
find_candidate (TrancheDatabase *db, const char *sql, Candidate *candidate, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  if (tranche_statement_step (statement, error))
    {
      candidate->id = tranche_statement_get_int64 (statement, 0);
      candidate->label = tranche_statement_dup_text (statement, 1);
      candidate->kind = (TrancheOperationKind) tranche_statement_get_int64 (statement, 2);
    }
  return !tranche_statement_failed (statement);
}

static gboolean
load_candidate (TrancheDatabase *db, gint64 id, Candidate *candidate, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, BY_ID_QUERY, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such step"));
      return FALSE;
    }
  candidate->id = id;
  g_set_str (&candidate->label, tranche_statement_get_text (statement, 1, NULL));
  candidate->kind = (TrancheOperationKind) tranche_statement_get_int64 (statement, 2);
  candidate->office_id = tranche_statement_get_int64 (statement, 3);
  candidate->affects = (TrancheAffects) tranche_statement_get_int64 (statement, 4);
  candidate->undone = tranche_statement_get_int64 (statement, 5) != 0;
  return TRUE;
}

static gboolean
is_barrier (TrancheOperationKind kind)
{
  return kind == TRANCHE_OPERATION_CREATE || kind == TRANCHE_OPERATION_ISSUE;
}

/* A step's label names the client: it isn't shown to who may not see that one, and couldn't undo
 * it either. */
static gboolean
hide_unseen (TrancheDatabase *db, Candidate *candidate, GError **error)
{
  static const char sql[] = "SELECT DISTINCT party_id FROM change WHERE operation_id = ?1"
                            " AND party_id IS NOT NULL";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) owners = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean sees_all;

  if (candidate->id == 0)
    return TRUE;
  owners = tranche_sharing_list_owners (db, tranche_database_get_actor (db), &sees_all, error);
  if (owners == NULL || sees_all)
    return owners != NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, candidate->id);
  while (tranche_statement_step (statement, &local_error)
         && tranche_sharing_require_for_actor (db, tranche_statement_get_int64 (statement, 0),
                                               &local_error))
    ;
  if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED))
    {
      candidate_clear (candidate);
      candidate->id = 0;
      return TRUE;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

TrancheUndoState *
tranche_undo_state_load (TrancheDatabase *db, GError **error)
{
  g_autoptr (TrancheUndoState) state = g_new0 (TrancheUndoState, 1);
  g_auto (Candidate) undo = { 0 };
  g_auto (Candidate) redo = { 0 };

  if (!find_candidate (db, UNDO_QUERY, &undo, error)
      || !find_candidate (db, REDO_QUERY, &redo, error) || !hide_unseen (db, &undo, error)
      || !hide_unseen (db, &redo, error))
    return NULL;

  if (undo.id != 0 && !is_barrier (undo.kind))
    {
      state->undo_id = undo.id;
      state->undo_label = g_steal_pointer (&undo.label);
    }
  state->redo_id = redo.id;
  state->redo_label = g_steal_pointer (&redo.label);
  return g_steal_pointer (&state);
}

void
tranche_undo_state_free (TrancheUndoState *state)
{
  if (state == NULL)
    return;
  g_free (state->undo_label);
  g_free (state->redo_label);
  g_free (state);
}

/* Backward with the rows as they are after it, or forward with the rows as they were before it. */
static gboolean
replay_changes (TrancheOperation *operation, gint64 operation_id, gboolean redo, GError **error)
{
  g_autoptr (TrancheStatement) changes = NULL;

  changes = tranche_database_prepare (tranche_operation_get_database (operation),
                                      redo ? CHANGES_FORWARD : CHANGES_BACKWARD, error);
  if (changes == NULL)
    return FALSE;

  tranche_statement_bind_int64 (changes, 1, operation_id);
  while (tranche_statement_step (changes, error))
    {
      const char *table_name = tranche_statement_get_text (changes, 0, NULL);
      gint64 row_id = tranche_statement_get_int64 (changes, 1);
      const char *before = tranche_statement_get_text (changes, 2, NULL);
      const char *after = tranche_statement_get_text (changes, 3, NULL);
      g_autoptr (TrancheRecord) record = tranche_record_new_for_table (table_name);

      /* Rows that aren't records are the handler's. */
      if (record == NULL)
        continue;
      if (!tranche_record_restore (operation, table_name, row_id, redo ? before : after,
                                   redo ? after : before, error))
        return FALSE;
    }
  return !tranche_statement_failed (changes);
}

static gboolean
run_handler (TrancheOperation *operation, const Candidate *candidate, gboolean redo, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (handlers[i].kind == candidate->kind)
      return handlers[i].handler (operation, candidate->id, redo, error);

  if (candidate->kind == TRANCHE_OPERATION_EDIT)
    return TRUE;
  /* Undoing the record changes alone would leave the rest behind. */
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                       _ ("This version of the program can’t undo that step"));
  return FALSE;
}

static char *
apply (TrancheDatabase *db, gint64 operation_id, gboolean redo, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_auto (Candidate) candidate = { 0 };
  g_autofree char *label = NULL;

  operation = tranche_operation_begin (db, redo ? TRANCHE_OPERATION_REDO : TRANCHE_OPERATION_UNDO,
                                       "", error);
  if (operation == NULL)
    return NULL;

  /* Which one is decided inside the transaction: another program may just have done something. */
  if (operation_id == 0 && !find_candidate (db, redo ? REDO_QUERY : UNDO_QUERY, &candidate, error))
    return NULL;
  if (operation_id == 0 && (candidate.id == 0 || candidate.kind == TRANCHE_OPERATION_CREATE))
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           redo ? _ ("There is nothing to redo") : _ ("There is nothing to undo"));
      return NULL;
    }
  if (!load_candidate (db, operation_id != 0 ? operation_id : candidate.id, &candidate, error))
    return NULL;

  if (is_barrier (candidate.kind) || candidate.kind == TRANCHE_OPERATION_UNDO
      || candidate.kind == TRANCHE_OPERATION_REDO)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                           candidate.kind == TRANCHE_OPERATION_ISSUE
                               ? _ ("An issued document can’t be taken back")
                               : _ ("This step can’t be undone"));
      return NULL;
    }
  if (candidate.undone != redo)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                           redo ? _ ("This step stands already")
                                : _ ("This step is undone already"));
      return NULL;
    }

  if (!tranche_permissions_check_kind (db, candidate.kind, candidate.office_id, error))
    return NULL;

  label = g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), candidate.label);
  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, candidate.office_id);
  tranche_operation_add_affects (operation, candidate.affects);

  if (redo)
    {
      tranche_operation_set_redoes (operation, candidate.id);
      if (!replay_changes (operation, candidate.id, TRUE, error)
          || !run_handler (operation, &candidate, TRUE, error))
        return NULL;
    }
  else
    {
      tranche_operation_set_undoes (operation, candidate.id);
      if (!run_handler (operation, &candidate, FALSE, error)
          || !replay_changes (operation, candidate.id, FALSE, error))
        return NULL;
    }

  if (!tranche_operation_commit (g_steal_pointer (&operation), error))
    return NULL;
  return g_steal_pointer (&candidate.label);
}

char *
tranche_undo_operation (TrancheDatabase *db, gint64 operation_id, GError **error)
{
  return apply (db, operation_id, FALSE, error);
}

char *
tranche_redo_operation (TrancheDatabase *db, GError **error)
{
  return apply (db, 0, TRUE, error);
}
