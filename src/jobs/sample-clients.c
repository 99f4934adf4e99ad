/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/sample-private.h"

#include "domain/text.h"
#include "jobs/sample-names.h"

#include <glib/gi18n.h>

/* Monthly production by rank, in cents: quantiles (in 32nds) of a lognormal distribution with
 * median 220.00 and sigma 1.4, as whole numbers so that every machine draws the same. */
static const guint32 level_quantiles[] = {
  391,   1621,  2568,  3476,  4395,  5350,  6354,   7419,   8557,   9779,   11098,
  12527, 14083, 15783, 17651, 19713, 22000, 24553,  27420,  30665,  34368,  38636,
  43612, 49493, 56561, 65237, 76176, 90471, 110116, 139248, 188446, 298529, 1664646,
};

static guint32
draw_level (TrancheSample *self)
{
  guint rank = tranche_sample_random (self, 32);
  guint part = tranche_sample_random (self, 1000);
  guint64 low = level_quantiles[rank];
  guint64 high = level_quantiles[rank + 1];

  /* The last step is very wide: most of the largest clients lie near its foot. */
  if (rank == 31)
    part = part * part / 1000 * part / 1000;
  return (guint32) (low + (high - low) * part / 1000);
}

static char *
draw_phone (TrancheSample *self)
{
  return g_strdup_printf ("(08) 7010 %04u", tranche_sample_random (self, 10000));
}

static char *
draw_email (const char *given_names, const char *family_name)
{
  g_autofree char *given = g_str_to_ascii (given_names, "C");
  g_autofree char *family = g_str_to_ascii (family_name, "C");
  g_autofree char *both = g_strdup_printf ("%s.%s", given, family);
  g_autofree char *lower = g_ascii_strdown (both, -1);

  g_strcanon (lower, "abcdefghijklmnopqrstuvwxyz.", '-');
  return g_strdup_printf ("%s@mail.example", lower);
}

static TrancheDate
draw_birth_date (TrancheSample *self, int youngest, int oldest)
{
  int year = 0;

  tranche_date_get (self->options->today, &year, NULL, NULL);
  year -= youngest + (int) tranche_sample_random (self, (guint) (oldest - youngest + 1));
  return tranche_date_new (year, 1 + (int) tranche_sample_random (self, 12),
                           1 + (int) tranche_sample_random (self, 28));
}

static gint64
add_person (TrancheSample *self,
            const char *given_names,
            const char *family_name,
            TrancheDate birth_date,
            gboolean is_child,
            GError **error)
{
  static const char sql[]
      = "INSERT INTO person (id, given_names, family_name, birth_date, email, mobile)"
        " VALUES (?, ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  g_autofree char *display_name = g_strdup_printf ("%s %s", given_names, family_name);
  g_autofree char *sort_name = g_strdup_printf ("%s %s", family_name, given_names);
  gint64 id;

  if (insert == NULL)
    return 0;
  id = tranche_sample_add_party (self, TRANCHE_PARTY_PERSON, display_name, sort_name, error);
  if (id == 0)
    return 0;
  tranche_statement_bind_int64 (insert, 1, id);
  tranche_statement_bind_text (insert, 2, given_names);
  tranche_statement_bind_text (insert, 3, family_name);
  tranche_statement_bind_date (insert, 4, birth_date);
  if (is_child)
    {
      tranche_statement_bind_text (insert, 5, "");
      tranche_statement_bind_text (insert, 6, "");
    }
  else
    {
      g_autofree char *email = draw_email (given_names, family_name);
      g_autofree char *mobile = draw_phone (self);

      tranche_statement_bind_text (insert, 5, email);
      tranche_statement_bind_text (insert, 6, mobile);
    }
  return tranche_statement_run (insert, error) ? id : 0;
}

static gboolean
add_membership (TrancheSample *self,
                gint64 client_id,
                gint64 person_id,
                TrancheMemberRole role,
                GError **error)
{
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (
      self->db, "INSERT INTO membership (client_id, person_id, role) VALUES (?, ?, ?)", error);

  if (insert == NULL)
    return FALSE;
  tranche_statement_bind_int64 (insert, 1, client_id);
  tranche_statement_bind_int64 (insert, 2, person_id);
  tranche_statement_bind_int64 (insert, 3, role);
  return tranche_statement_run (insert, error);
}

/* Inserts the client row itself; everything but its people. */
static gboolean
add_client (TrancheSample *self,
            TrancheSampleClient *client,
            guint index,
            const char *name,
            const char *salutation,
            const char *email,
            GError **error)
{
  static const char sql[]
      = "INSERT INTO client (id, kind, name, salutation, reference, office_id, owner_id, stage_id, "
        "source_id,"
        " client_since, email, phone, address, created_by) VALUES (?, ?, ?, ?, ?, ?, ?,"
        " (SELECT id FROM stage WHERE name = ?), (SELECT id FROM source ORDER BY position LIMIT 1 "
        "OFFSET ?),"
        " ?, ?, ?, ?, ?)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (self->db, sql, error);
  TrancheSampleAdviser *adviser
      = &g_array_index (self->advisers, TrancheSampleAdviser, client->adviser);
  g_autofree char *reference = g_strdup_printf ("%05u", index + 1);
  g_autofree char *phone = draw_phone (self);
  g_autofree char *address = g_strdup_printf ("%u %s\n%s", 1 + tranche_sample_random (self, 180),
                                              tranche_sample_pick (self, &tranche_sample_streets),
                                              tranche_sample_pick (self, &tranche_sample_places));
  guint stage = tranche_sample_random (self, 100);
  TrancheDate since = tranche_month_get_first_day (client->first_month)
                      + (TrancheDate) tranche_sample_random (self, 28);

  if (insert == NULL)
    return FALSE;
  client->is_prospect = index > 20 && stage < 5;
  client->id = tranche_sample_add_party (self, TRANCHE_PARTY_CLIENT, name, name, error);
  if (client->id == 0)
    return FALSE;
  if (client->is_prospect)
    client->monthly_level = 0;

  tranche_statement_bind_int64 (insert, 1, client->id);
  tranche_statement_bind_int64 (insert, 2, client->kind);
  tranche_statement_bind_text (insert, 3, name);
  tranche_statement_bind_text (insert, 4, salutation);
  tranche_statement_bind_text (insert, 5, reference);
  tranche_statement_bind_int64 (insert, 6, adviser->office_id);
  tranche_statement_bind_int64 (insert, 7, adviser->id);
  tranche_statement_bind_text (insert, 8,
                               client->is_prospect        ? "Prospect"
                               : stage < 97 || index < 20 ? "Client"
                                                          : "Inactive");
  tranche_statement_bind_int64 (insert, 9, tranche_sample_random (self, 4));
  tranche_statement_bind_date (insert, 10, client->is_prospect ? TRANCHE_DATE_NONE : since);
  tranche_statement_bind_text (insert, 11, email);
  tranche_statement_bind_text (insert, 12, phone);
  tranche_statement_bind_text (insert, 13, address);
  tranche_statement_bind_int64 (insert, 14, tranche_operation_get_id (self->operation));
  return tranche_statement_run (insert, error);
}

static gboolean
add_children (TrancheSample *self,
              TrancheSampleClient *client,
              const char *family_name,
              GError **error)
{
  guint n_children = tranche_sample_random (self, 5) < 2 ? 1 + tranche_sample_random (self, 3) : 0;

  for (guint i = 0; i < n_children; i++)
    {
      gint64 child = add_person (self, tranche_sample_pick (self, &tranche_sample_given_names),
                                 family_name, draw_birth_date (self, 1, 19), TRUE, error);

      if (child == 0 || !add_membership (self, client->id, child, TRANCHE_MEMBER_DEPENDANT, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_household (TrancheSample *self, TrancheSampleClient *client, guint index, GError **error)
{
  const char *family_name
      = index == 0 ? "Elliott" : tranche_sample_pick (self, &tranche_sample_family_names);
  const char *first
      = index == 0 ? "Peter" : tranche_sample_pick (self, &tranche_sample_given_names);
  const char *second
      = index == 0 ? "Jean" : tranche_sample_pick (self, &tranche_sample_given_names);
  gboolean two = index == 0 || tranche_sample_random (self, 4) > 0;
  gboolean other_name = index > 0 && two && tranche_sample_random (self, 5) == 0;
  const char *second_family_name
      = other_name ? tranche_sample_pick (self, &tranche_sample_family_names) : family_name;
  g_autofree char *name
      = other_name ? g_strdup_printf ("%s & %s Household", family_name, second_family_name)
                   : g_strdup_printf ("%s Household", family_name);
  g_autofree char *salutation
      = two ? g_strdup_printf ("%s and %s", first, second) : g_strdup (first);
  g_autofree char *email = draw_email (first, family_name);

  if (!add_client (self, client, index, name, salutation, email, error))
    return FALSE;
  client->adults[0]
      = add_person (self, first, family_name, draw_birth_date (self, 34, 78), FALSE, error);
  if (client->adults[0] == 0
      || !add_membership (self, client->id, client->adults[0], TRANCHE_MEMBER_PRIMARY_CONTACT,
                          error))
    return FALSE;
  if (two)
    {
      client->adults[1] = add_person (self, second, second_family_name,
                                      draw_birth_date (self, 33, 77), FALSE, error);
      if (client->adults[1] == 0
          || !add_membership (self, client->id, client->adults[1], TRANCHE_MEMBER_PARTNER, error))
        return FALSE;
    }
  return add_children (self, client, family_name, error);
}

static gboolean
add_individual (TrancheSample *self, TrancheSampleClient *client, guint index, GError **error)
{
  const char *given_names = tranche_sample_pick (self, &tranche_sample_given_names);
  const char *family_name = tranche_sample_pick (self, &tranche_sample_family_names);
  g_autofree char *name = g_strdup_printf ("%s %s", given_names, family_name);
  g_autofree char *email = draw_email (given_names, family_name);

  if (!add_client (self, client, index, name, given_names, email, error))
    return FALSE;
  client->adults[0]
      = add_person (self, given_names, family_name, draw_birth_date (self, 22, 85), FALSE, error);
  return client->adults[0] != 0
         && add_membership (self, client->id, client->adults[0], TRANCHE_MEMBER_PRIMARY_CONTACT,
                            error);
}

static char *
draw_business_name (TrancheSample *self, TrancheClientKind kind, guint index)
{
  const char *family_name = tranche_sample_pick (self, &tranche_sample_family_names);

  if (index == 1)
    return g_strdup ("Smart Systems Ltd");
  if (kind == TRANCHE_CLIENT_TRUST)
    return g_strdup_printf ("%s Family Trust", family_name);
  if (kind == TRANCHE_CLIENT_SMSF)
    return g_strdup_printf ("%s Superannuation Fund", family_name);
  return g_strdup_printf ("%s %s Pty Ltd", family_name,
                          tranche_sample_pick (self, &tranche_sample_trades));
}

/* A business's contact is often somebody from a household of the practice: one person, two clients.
 */
static gboolean
add_business (TrancheSample *self, TrancheSampleClient *client, guint index, GError **error)
{
  g_autofree char *name = draw_business_name (self, client->kind, index);
  gint64 contact = 0;

  if (index == 1)
    contact = self->clients[0].adults[1];
  else if (index > 0 && tranche_sample_random (self, 10) < 7)
    contact = self->clients[tranche_sample_random (self, index)].adults[0];

  if (contact == 0)
    {
      contact = add_person (self, tranche_sample_pick (self, &tranche_sample_given_names),
                            tranche_sample_pick (self, &tranche_sample_family_names),
                            draw_birth_date (self, 30, 70), FALSE, error);
      if (contact == 0)
        return FALSE;
    }
  client->adults[0] = contact;

  return add_client (self, client, index, name, "", "", error)
         && add_membership (self, client->id, contact, TRANCHE_MEMBER_PRIMARY_CONTACT, error)
         && add_membership (self, client->id, contact,
                            client->kind == TRANCHE_CLIENT_COMPANY ? TRANCHE_MEMBER_DIRECTOR
                                                                   : TRANCHE_MEMBER_TRUSTEE,
                            error);
}

static void
draw_client (TrancheSample *self, TrancheSampleClient *client, guint index)
{
  guint kind = tranche_sample_random (self, 100);
  TrancheMonth this_month = tranche_month_from_date (self->options->today);

  client->kind = kind < 58   ? TRANCHE_CLIENT_HOUSEHOLD
                 : kind < 82 ? TRANCHE_CLIENT_INDIVIDUAL
                 : kind < 91 ? TRANCHE_CLIENT_COMPANY
                 : kind < 96 ? TRANCHE_CLIENT_SMSF
                             : TRANCHE_CLIENT_TRUST;
  if (index == 0)
    client->kind = TRANCHE_CLIENT_HOUSEHOLD;
  else if (index == 1)
    client->kind = TRANCHE_CLIENT_COMPANY;

  client->adviser = (guint16) tranche_sample_random (self, self->advisers->len);
  client->provider = (guint8) tranche_sample_random (self, TRANCHE_SAMPLE_N_PROVIDERS);
  client->monthly_level = tranche_sample_random (self, 25) == 0 ? 0 : draw_level (self);
  if (index < 2)
    client->monthly_level = index == 0 ? 198500 : 152000;

  /* Nine of ten have been clients for longer than the statements go back. */
  if (index >= 2 && tranche_sample_random (self, 10) == 0)
    client->first_month
        = this_month - (TrancheMonth) tranche_sample_random (self, self->options->months + 1);
  else
    client->first_month = this_month - (TrancheMonth) self->options->months
                          - (TrancheMonth) tranche_sample_random (self, 150);
}

gboolean
tranche_sample_add_clients (TrancheSample *self, GError **error)
{
  for (guint i = 0; i < self->n_clients; i++)
    {
      TrancheSampleClient *client = &self->clients[i];
      gboolean added;

      draw_client (self, client, i);
      if (client->kind == TRANCHE_CLIENT_HOUSEHOLD)
        added = add_household (self, client, i, error);
      else if (client->kind == TRANCHE_CLIENT_INDIVIDUAL)
        added = add_individual (self, client, i, error);
      else
        added = add_business (self, client, i, error);

      if (!added
          || !tranche_sample_continue (self, _ ("Inventing clients…"), 0.0, 0.3, i, self->n_clients,
                                       error))
        return FALSE;
    }
  return TRUE;
}
