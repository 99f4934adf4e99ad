/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "domain/text.h"
#include "jobs/sample-names.h"

#include <glib/gi18n.h>

/* An adviser looks after about this many clients. */
#define CLIENTS_PER_ADVISER 130
#define MOST_ADVISERS 400

typedef struct
{
  const char *given_names;
  const char *family_name;
} SampleName;

static const SampleName first_advisers[] = {
  { "Adaeze", "Nkosi" },   { "Marcus", "Chen" }, { "Sofia", "Rossi" },   { "Hamish", "Reid" },
  { "Priya", "Chaudhry" }, { "Johan", "Botha" }, { "Claire", "Dubois" }, { "Tomasz", "Kowalski" },
};

static const char *const provider_names[TRANCHE_SAMPLE_N_PROVIDERS] = {
  "Southern Cross Platforms",
  "Meridian Wrap",
  "Banksia Super",
  "Harbour Life",
};

static gboolean
add_office (TrancheSample *self, GError **error)
{
  static const char office_sql[] = "INSERT INTO office (id, practice_id, name, folded_name, "
                                   "address, phone, email, website, is_default)"
                                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)";
  g_autoptr (TrancheStatement) licensee = NULL;
  g_autoptr (TrancheStatement) practice = NULL;
  g_autoptr (TrancheStatement) office = NULL;
  const gint64 first_id = 1;

  licensee = tranche_database_prepare (
      self->db, "INSERT INTO licensee (id, name, licence_number) VALUES (?, ?, ?)", error);
  if (licensee == NULL)
    return FALSE;
  tranche_statement_bind_int64 (licensee, 1, first_id);
  tranche_statement_bind_text (licensee, 2, "Harbour Advice Licensees Pty Ltd");
  tranche_statement_bind_text (licensee, 3, "000000");
  if (!tranche_statement_run (licensee, error))
    return FALSE;

  practice = tranche_database_prepare (
      self->db, "INSERT INTO practice (id, licensee_id, name) VALUES (?, ?, ?)", error);
  if (practice == NULL)
    return FALSE;
  tranche_statement_bind_int64 (practice, 1, first_id);
  tranche_statement_bind_int64 (practice, 2, first_id);
  tranche_statement_bind_text (practice, 3, "Elliott & Co Financial Planning");
  if (!tranche_statement_run (practice, error))
    return FALSE;

  office = tranche_database_prepare (self->db, office_sql, error);
  if (office == NULL)
    return FALSE;
  tranche_statement_bind_int64 (office, 1, first_id);
  tranche_statement_bind_int64 (office, 2, first_id);
  tranche_statement_bind_text (office, 3, "Fremantle");
  tranche_statement_bind_text (office, 4, "fremantle");
  tranche_statement_bind_text (office, 5, "Level 2, 18 Mouat Street\nFremantle WA 6160");
  tranche_statement_bind_text (office, 6, "(08) 7010 0100");
  tranche_statement_bind_text (office, 7, "office@elliott.example");
  tranche_statement_bind_text (office, 8, "www.elliott.example");
  g_array_append_val (self->offices, first_id);
  return tranche_statement_run (office, error);
}

static gint64
add_team_member (TrancheSample *self,
                 const SampleName *name,
                 gint64 role_id,
                 gint64 reports_to,
                 GError **error)
{
  static const char sql[]
      = "INSERT INTO team_member (id, given_names, family_name, role_id, office_id,"
        " reports_to, email) VALUES (?, ?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  g_autofree char *display_name = g_strdup_printf ("%s %s", name->given_names, name->family_name);
  g_autofree char *sort_name = g_strdup_printf ("%s %s", name->family_name, name->given_names);
  g_autofree char *folded = tranche_text_fold (name->given_names);
  g_autofree char *email = g_strdup_printf ("%s@elliott.example", folded);
  gint64 id;

  if (insert == NULL)
    return 0;
  id = tranche_sample_add_party (self, TRANCHE_PARTY_TEAM_MEMBER, display_name, sort_name, error);
  if (id == 0)
    return 0;
  tranche_statement_bind_int64 (insert, 1, id);
  tranche_statement_bind_text (insert, 2, name->given_names);
  tranche_statement_bind_text (insert, 3, name->family_name);
  tranche_statement_bind_int64 (insert, 4, role_id);
  tranche_statement_bind_int64 (insert, 5, g_array_index (self->offices, gint64, 0));
  tranche_statement_bind_id (insert, 6, reports_to);
  tranche_statement_bind_text (insert, 7, email);
  return tranche_statement_run (insert, error) ? id : 0;
}

static gint64
find_role (TrancheSample *self, const char *name, GError **error)
{
  g_autoptr (TrancheStatement) find
      = tranche_database_prepare (self->db, "SELECT id FROM role WHERE name = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (find == NULL)
    return 0;
  tranche_statement_bind_text (find, 1, name);
  if (tranche_statement_step (find, &local_error))
    return tranche_statement_get_int64 (find, 0);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("there is no role “%s”"), name);
  return 0;
}

static gboolean
add_team (TrancheSample *self, GError **error)
{
  static const SampleName manager = { "Margaret", "Elliott" };
  static const SampleName assistant = { "Lindiwe", "Dlamini" };
  gint64 manager_role = find_role (self, "Practice manager", error);
  gint64 adviser_role = manager_role != 0 ? find_role (self, "Adviser", error) : 0;
  gint64 service_role = adviser_role != 0 ? find_role (self, "Client service", error) : 0;
  guint n_advisers = CLAMP (
      (self->options->clients + CLIENTS_PER_ADVISER - 1) / CLIENTS_PER_ADVISER, 1, MOST_ADVISERS);
  gint64 manager_id;

  if (service_role == 0)
    return FALSE;
  manager_id = add_team_member (self, &manager, manager_role, 0, error);
  if (manager_id == 0)
    return FALSE;

  for (guint i = 0; i < n_advisers; i++)
    {
      TrancheSampleAdviser adviser = { 0, g_array_index (self->offices, gint64, 0) };
      SampleName name;

      if (i < G_N_ELEMENTS (first_advisers))
        {
          name = first_advisers[i];
        }
      else
        {
          name.given_names = tranche_sample_pick (self, &tranche_sample_given_names);
          name.family_name = tranche_sample_pick (self, &tranche_sample_family_names);
        }
      adviser.id = add_team_member (self, &name, adviser_role, manager_id, error);
      if (adviser.id == 0)
        return FALSE;
      g_array_append_val (self->advisers, adviser);
    }

  return add_team_member (self, &assistant, service_role,
                          g_array_index (self->advisers, TrancheSampleAdviser, 0).id, error)
         != 0;
}

static gboolean
add_providers (TrancheSample *self, GError **error)
{
  for (guint i = 0; i < TRANCHE_SAMPLE_N_PROVIDERS; i++)
    {
      g_autoptr (TrancheStatement) insert = tranche_database_prepare (
          self->db, "INSERT INTO provider (id, kind, name, phone) VALUES (?, 1, ?, ?)", error);
      g_autofree char *phone = g_strdup_printf ("(08) 7010 02%02u", i * 11);

      if (insert == NULL)
        return FALSE;
      self->providers[i] = tranche_sample_add_party (self, TRANCHE_PARTY_PROVIDER,
                                                     provider_names[i], provider_names[i], error);
      if (self->providers[i] == 0)
        return FALSE;
      tranche_statement_bind_int64 (insert, 1, self->providers[i]);
      tranche_statement_bind_text (insert, 2, provider_names[i]);
      tranche_statement_bind_text (insert, 3, phone);
      if (!tranche_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tranche_sample_add_organisation (TrancheSample *self, GError **error)
{
  return add_office (self, error) && add_team (self, error) && add_providers (self, error);
}
