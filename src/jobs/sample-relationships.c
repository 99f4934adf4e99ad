/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "domain/text.h"
#include "jobs/sample-names.h"

#include <glib/gi18n.h>

#define N_PROFESSIONALS 8

static gint64
find_type (TrancheSample *self, const char *forward_phrase, GError **error)
{
  g_autoptr (TrancheStatement) find = tranche_database_prepare (
      self->db, "SELECT id FROM relationship_type WHERE forward_phrase = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (find == NULL)
    return 0;
  tranche_statement_bind_text (find, 1, forward_phrase);
  if (tranche_statement_step (find, &local_error))
    return tranche_statement_get_int64 (find, 0);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                 _ ("there is no relationship type “%s”"), forward_phrase);
  return 0;
}

static gboolean
relate (TrancheSample *self,
        gint64 type_id,
        gint64 from_party_id,
        gint64 to_party_id,
        TrancheDate start,
        TrancheDate end,
        GError **error)
{
  static const char sql[]
      = "INSERT INTO relationship (type_id, from_party_id, to_party_id, start_date, end_date)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, type_id);
  tranche_statement_bind_int64 (insert, 2, from_party_id);
  tranche_statement_bind_int64 (insert, 3, to_party_id);
  tranche_statement_bind_date (insert, 4, start);
  tranche_statement_bind_date (insert, 5, end);
  return tranche_statement_run (insert, error);
}

/* Solicitors and accountants of the town: people who are nobody's member but known to many clients.
 */
static gboolean
add_professionals (TrancheSample *self, gint64 people[N_PROFESSIONALS], GError **error)
{
  for (guint i = 0; i < N_PROFESSIONALS; i++)
    {
      g_autoptr (TrancheStatement) insert = tranche_database_prepare (
          self->db, "INSERT INTO person (id, given_names, family_name, phone) VALUES (?, ?, ?, ?)",
          error);
      const char *given_names = tranche_sample_pick (self, &tranche_sample_given_names);
      const char *family_name = tranche_sample_pick (self, &tranche_sample_family_names);
      g_autofree char *display_name = g_strdup_printf ("%s %s", given_names, family_name);
      g_autofree char *sort_name = g_strdup_printf ("%s %s", family_name, given_names);

      if (insert == NULL)
        return FALSE;
      people[i]
          = tranche_sample_add_party (self, TRANCHE_PARTY_PERSON, display_name, sort_name, error);
      if (people[i] == 0)
        return FALSE;
      tranche_statement_bind_int64 (insert, 1, people[i]);
      tranche_statement_bind_text (insert, 2, given_names);
      tranche_statement_bind_text (insert, 3, family_name);
      tranche_statement_bind_text (insert, 4, "(08) 7010 0300");
      if (!tranche_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* Every ninth household starts a family group with a near neighbour in the list, and keeps the
 * family's name. */
static gboolean
add_family_group (TrancheSample *self, guint index, GError **error)
{
  g_autoptr (TrancheStatement) find = NULL;
  g_autoptr (TrancheStatement) insert = NULL;
  g_autoptr (TrancheStatement) join = NULL;
  g_autofree char *household = NULL;
  g_autofree char *name = NULL;
  guint n_members = MIN (2 + tranche_sample_random (self, 2), self->n_clients - index);
  gint64 group_id;

  find = tranche_database_prepare (self->db, "SELECT name FROM client WHERE id = ?", error);
  if (find == NULL)
    return FALSE;
  tranche_statement_bind_int64 (find, 1, self->clients[index].id);
  if (!tranche_statement_step (find, error))
    return FALSE;
  household = tranche_statement_dup_text (find, 0);
  if (g_str_has_suffix (household, " Household"))
    household[strlen (household) - strlen (" Household")] = '\0';
  name = g_strdup_printf ("%s Family Group", household);

  group_id = tranche_sample_add_party (self, TRANCHE_PARTY_GROUP, name, name, error);
  if (group_id == 0)
    return FALSE;
  insert = tranche_database_prepare (
      self->db, "INSERT INTO client_group (id, kind, name, office_id) VALUES (?, 1, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, group_id);
  tranche_statement_bind_text (insert, 2, name);
  tranche_statement_bind_int64 (insert, 3, g_array_index (self->offices, gint64, 0));
  if (!tranche_statement_run (insert, error))
    return FALSE;

  join = tranche_database_prepare (
      self->db, "INSERT INTO group_membership (group_id, client_id, is_primary) VALUES (?, ?, 1)",
      error);
  if (join == NULL)
    return FALSE;
  for (guint i = 0; i < n_members; i++)
    {
      tranche_statement_bind_int64 (join, 1, group_id);
      tranche_statement_bind_int64 (join, 2, self->clients[index + i].id);
      if (!tranche_statement_run (join, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tranche_sample_add_relationships (TrancheSample *self, GError **error)
{
  gint64 people[N_PROFESSIONALS];
  gint64 solicitor = find_type (self, "is the solicitor for", error);
  gint64 accountant = solicitor != 0 ? find_type (self, "is the accountant for", error) : 0;

  if (accountant == 0 || !add_professionals (self, people, error))
    return FALSE;

  for (guint i = 0; i < self->n_clients; i++)
    {
      guint chance = tranche_sample_random (self, 100);
      gint64 professional = people[tranche_sample_random (self, N_PROFESSIONALS)];
      TrancheDate start
          = self->options->today - 400 - (TrancheDate) tranche_sample_random (self, 2000);
      TrancheDate end = chance == 0 ? start + 30 + (TrancheDate) tranche_sample_random (self, 300)
                                    : TRANCHE_DATE_NONE;

      if ((i < 2 || chance < 12)
          && !relate (self, chance % 2 == 0 ? accountant : solicitor, professional,
                      self->clients[i].id, start, end, error))
        return FALSE;
      if (i % 9 == 8 && self->clients[i].kind == TRANCHE_CLIENT_HOUSEHOLD
          && !add_family_group (self, i, error))
        return FALSE;
    }
  return TRUE;
}
