/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-clients-add.h"

#include "cli/names.h"
#include "cli/output.h"
#include "cli/words.h"
#include "domain/client-names.h"
#include "store/actions/new-client.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/client-choices.h"

#include <glib/gi18n.h>

void
tranche_client_add_options_clear (TrancheClientAddOptions *options)
{
  g_clear_pointer (&options->kind, g_free);
  g_clear_pointer (&options->name, g_free);
  g_clear_pointer (&options->given_names, g_free);
  g_clear_pointer (&options->family_name, g_free);
  g_clear_pointer (&options->partner_given_names, g_free);
  g_clear_pointer (&options->partner_family_name, g_free);
  g_clear_pointer (&options->salutation, g_free);
  g_clear_pointer (&options->reference, g_free);
  g_clear_pointer (&options->email, g_free);
  g_clear_pointer (&options->phone, g_free);
  g_clear_pointer (&options->owner, g_free);
  g_clear_pointer (&options->stage, g_free);
  g_clear_pointer (&options->source, g_free);
  g_clear_pointer (&options->since, g_free);
}

void
tranche_client_add_options_list (TrancheClientAddOptions *options, GArray *table)
{
  const GOptionEntry entries[] = {
    { "add", 0, 0, G_OPTION_ARG_STRING, &options->kind, N_ ("Add a client of this kind"),
      "household|individual|company|trust|smsf|business" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name,
      N_ ("With --add: what it is called; of people otherwise after them"), N_ ("NAME") },
    { "given-names", 0, 0, G_OPTION_ARG_STRING, &options->given_names,
      N_ ("With --add: the primary contact’s given names"), N_ ("NAME") },
    { "family-name", 0, 0, G_OPTION_ARG_STRING, &options->family_name,
      N_ ("With --add: the primary contact’s family name"), N_ ("NAME") },
    { "partner-given-names", 0, 0, G_OPTION_ARG_STRING, &options->partner_given_names,
      N_ ("With --add household: the partner’s given names"), N_ ("NAME") },
    { "partner-family-name", 0, 0, G_OPTION_ARG_STRING, &options->partner_family_name,
      N_ ("With --add household: the partner’s family name, if it is another"), N_ ("NAME") },
    { "salutation", 0, 0, G_OPTION_ARG_STRING, &options->salutation,
      N_ ("With --add: how a letter begins; otherwise the given names"), N_ ("TEXT") },
    { "reference", 0, 0, G_OPTION_ARG_STRING, &options->reference,
      N_ ("With --add: the client’s number"), N_ ("REFERENCE") },
    { "email", 0, 0, G_OPTION_ARG_STRING, &options->email, N_ ("With --add: the e-mail address"),
      N_ ("TEXT") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &options->phone, N_ ("With --add: the phone number"),
      N_ ("TEXT") },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &options->owner,
      N_ ("With --add: the team member who looks after it; otherwise who adds it"), N_ ("NAME") },
    { "no-owner", 0, 0, G_OPTION_ARG_NONE, &options->no_owner, N_ ("With --add: nobody does"),
      NULL },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &options->stage,
      N_ ("With --add: its stage, or “none”; otherwise that of clients"), N_ ("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options->source, N_ ("With --add: how it came"),
      N_ ("NAME") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options->since,
      N_ ("With --add: client since that day, or “none”; otherwise since today"),
      N_ ("YYYY-MM-DD") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run,
      N_ ("With --add: only show what would be added"), NULL },
  };

  g_array_append_vals (table, entries, G_N_ELEMENTS (entries));
}

static gboolean
has_details (const TrancheClientAddOptions *options)
{
  return options->name != NULL || options->given_names != NULL || options->family_name != NULL
         || options->partner_given_names != NULL || options->partner_family_name != NULL
         || options->salutation != NULL || options->reference != NULL || options->email != NULL
         || options->phone != NULL || options->owner != NULL || options->no_owner
         || options->stage != NULL || options->source != NULL || options->since != NULL
         || options->dry_run;
}

static gboolean
has_partner (const TrancheClientAddOptions *options)
{
  return options->partner_given_names != NULL || options->partner_family_name != NULL;
}

const char *
tranche_client_add_options_find_misuse (const TrancheClientAddOptions *options)
{
  TrancheClientKind kind;

  if (options->kind == NULL)
    return has_details (options) ? _ ("what a new client is goes with --add KIND; see --help")
                                 : NULL;
  kind = (TrancheClientKind) tranche_client_kind_from_word (options->kind);
  if ((int) kind == 0)
    return _ ("--add is household, individual, company, trust, smsf or business");
  if (options->family_name == NULL && tranche_client_kind_needs_contact (kind))
    return _ ("a household or an individual needs --family-name");
  if (options->family_name == NULL && options->given_names != NULL)
    return _ ("--given-names goes with --family-name");
  if (options->name == NULL && !tranche_client_kind_needs_contact (kind))
    return _ ("a business needs --name");
  if (has_partner (options) && kind != TRANCHE_CLIENT_HOUSEHOLD)
    return _ ("only a household has a partner");
  if (options->owner != NULL && options->no_owner)
    return _ ("either --owner or --no-owner");
  return NULL;
}

/* The id of @name in @choices; “none” is 0 where nothing is called so. */
static gboolean
choose (const GPtrArray *choices, const char *name, const char *refusal, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) names = tranche_names_of_ids (choices);
  g_autofree char *list = tranche_names_list (names);
  int found = tranche_names_find (names, name);

  *id = found >= 0 ? ((const TrancheNamedId *) g_ptr_array_index (choices, found))->id : 0;
  if (found >= 0 || g_str_equal (name, "none"))
    return TRUE;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return tranche_names_refuse (error, names, name, refusal, name, list);
#pragma GCC diagnostic pop
}

static gboolean
fill_practice (TrancheDatabase *db,
               const char *office,
               const TrancheClientAddOptions *options,
               const TrancheClientChoices *choices,
               TrancheClient *client,
               GError **error)
{
  client->office_id = tranche_command_find_office (db, office, error);
  if (client->office_id == 0)
    return FALSE;
  client->owner_id = options->no_owner ? 0 : choices->owner_id;
  client->stage_id = choices->stage_id;
  return (options->owner == NULL
          || tranche_permissions_find_member (db, options->owner, &client->owner_id, NULL, error))
         && (options->stage == NULL
             || choose (choices->stages, options->stage, _ ("there is no stage “%s”; there is %s"),
                        &client->stage_id, error))
         && (options->source == NULL
             || choose (choices->sources, options->source,
                        _ ("there is no source “%s”; there is %s"), &client->source_id, error));
}

static TranchePerson *
make_person (const char *given_names, const char *family_name)
{
  return g_object_new (TRANCHE_TYPE_PERSON, "given-names", given_names != NULL ? given_names : "",
                       "family-name", family_name != NULL ? family_name : "", NULL);
}

static void
set_text (TrancheClient *client, const char *property, const char *text)
{
  if (text != NULL)
    g_object_set (client, property, text, NULL);
}

static void
fill_people (TrancheNewClient *new_client, const TrancheClientAddOptions *options)
{
  TrancheClientKind kind = (TrancheClientKind) new_client->client->kind;
  const char *partner_family_name
      = options->partner_family_name != NULL ? options->partner_family_name : options->family_name;
  const TranchePeopleNames people = { options->given_names, options->family_name,
                                      options->partner_given_names, partner_family_name };

  if (options->given_names != NULL || options->family_name != NULL)
    new_client->primary = make_person (options->given_names, options->family_name);
  if (has_partner (options))
    new_client->partner = make_person (options->partner_given_names, partner_family_name);
  if (options->salutation == NULL)
    {
      g_free (new_client->client->salutation);
      new_client->client->salutation = tranche_client_names_propose_salutation (kind, &people);
    }
}

static TrancheNewClient *
make_new_client (TrancheDatabase *db,
                 const char *office,
                 const TrancheClientAddOptions *options,
                 const TrancheClientChoices *choices,
                 TrancheDate since,
                 GError **error)
{
  g_autoptr (TrancheNewClient) new_client = tranche_new_client_new ();
  TrancheClient *client = new_client->client;

  client->kind = tranche_client_kind_from_word (options->kind);
  client->client_since = since;
  set_text (client, "name", options->name);
  set_text (client, "salutation", options->salutation);
  set_text (client, "reference", options->reference);
  set_text (client, "email", options->email);
  set_text (client, "phone", options->phone);
  fill_people (new_client, options);
  return fill_practice (db, office, options, choices, client, error) ? g_steal_pointer (&new_client)
                                                                     : NULL;
}

/* (nullable): the name of @id among @choices */
static const char *
find_name (const GPtrArray *choices, gint64 id)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const TrancheNamedId *choice = g_ptr_array_index (choices, i);

      if (choice->id == id)
        return choice->name;
    }
  return NULL;
}

static void
add_person (JsonBuilder *builder, const char *member, const TranchePerson *person)
{
  json_builder_set_member_name (builder, member);
  if (person == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "given_names", person->given_names);
  tranche_json_add_text (builder, "family_name", person->family_name);
  json_builder_end_object (builder);
}

static void
print_json (const TrancheNewClient *new_client,
            const TrancheClientChoices *choices,
            guint n_namesakes,
            gboolean dry_run)
{
  const TrancheClient *client = new_client->client;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  if (dry_run)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder,
                                tranche_record_get_id (TRANCHE_RECORD (new_client->client)));
  tranche_json_add_text (builder, "kind", tranche_client_kind_to_word (client->kind));
  tranche_json_add_text (builder, "name", client->name);
  tranche_json_add_text (builder, "salutation", client->salutation);
  tranche_json_add_text (builder, "reference", client->reference);
  tranche_json_add_text (builder, "office", find_name (choices->offices, client->office_id));
  tranche_json_add_text (builder, "owner", find_name (choices->owners, client->owner_id));
  tranche_json_add_text (builder, "stage", find_name (choices->stages, client->stage_id));
  tranche_json_add_text (builder, "source", find_name (choices->sources, client->source_id));
  tranche_json_add_date (builder, "since", client->client_since);
  tranche_json_add_text (builder, "email", client->email);
  tranche_json_add_text (builder, "phone", client->phone);
  add_person (builder, "primary_contact", new_client->primary);
  add_person (builder, "partner", new_client->partner);
  tranche_json_add_integer (builder, "namesakes", n_namesakes);
  tranche_json_add_boolean (builder, "dry_run", dry_run);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print_text (const TrancheClient *client, const TrancheClientChoices *choices, gboolean dry_run)
{
  const char *office = find_name (choices->offices, client->office_id);
  const char *owner = find_name (choices->owners, client->owner_id);
  const char *stage = find_name (choices->stages, client->stage_id);
  g_autofree char *since = client->client_since != TRANCHE_DATE_NONE
                               ? tranche_date_format (client->client_since)
                               : g_strdup ("");
  g_autoptr (TrancheTable) table
      = tranche_table_new ("lllllll", _ ("Name"), _ ("Kind"), _ ("Reference"), _ ("Office"),
                           _ ("Owner"), _ ("Stage"), _ ("Client since"), NULL);

  /* Translators: %s is a client */
  g_print (dry_run ? _ ("Client “%s” would be added") : _ ("Client “%s” added"), client->name);
  g_print ("\n\n");
  tranche_table_add_row (table, client->name, tranche_client_kind_get_name (client->kind),
                         client->reference, office, owner != NULL ? owner : "",
                         stage != NULL ? stage : "", since, NULL);
  tranche_table_print (table);
}

static gboolean
add (TrancheDatabase *db,
     TrancheNewClient *new_client,
     gboolean dry_run,
     guint *n_namesakes,
     GError **error)
{
  if (!(dry_run ? tranche_new_client_try (db, new_client, error)
                : tranche_new_client_add (db, new_client, error))
      || !tranche_client_choices_count_namesakes (db, tranche_database_get_actor (db),
                                                  new_client->client->name, n_namesakes, error))
    return FALSE;

  /* It isn't a namesake of itself. */
  if (!dry_run && *n_namesakes > 0)
    *n_namesakes -= 1;
  return TRUE;
}

int
tranche_command_clients_add (const char *path,
                             const char *office,
                             const TrancheClientAddOptions *options,
                             const TrancheCommonOptions *common)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheClientChoices) choices = NULL;
  g_autoptr (TrancheNewClient) new_client = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDate since = TRANCHE_DATE_NONE;
  guint n_namesakes;

  if (g_strcmp0 (options->since, "none") != 0
      && !tranche_command_parse_date (options->since, &since, &error))
    return tranche_command_usage_error ("%s", error->message);

  db = tranche_command_open (path, TRANCHE_DATABASE_READ_WRITE, common, &error);
  if (db == NULL
      || (choices = tranche_client_choices_load (db, tranche_database_get_actor (db), &error))
             == NULL
      || (new_client = make_new_client (db, office, options, choices, since, &error)) == NULL
      || !add (db, new_client, options->dry_run, &n_namesakes, &error))
    return tranche_command_fail (error);

  if (n_namesakes > 0)
    {
      g_printerr (ngettext ("There is %u client of this name already.",
                            "There are %u clients of this name already.", n_namesakes),
                  n_namesakes);
      g_printerr ("\n");
    }
  if (common->json)
    print_json (new_client, choices, n_namesakes, options->dry_run);
  else
    print_text (new_client->client, choices, options->dry_run);
  return TRANCHE_EXIT_DONE;
}
