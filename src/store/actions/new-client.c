/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/new-client.h"

#include <glib/gi18n.h>

#include "domain/client-names.h"
#include "domain/entities/membership.h"
#include "domain/words.h"
#include "store/operation.h"
#include "store/records.h"
#include "store/sharing.h"

TrancheNewClient *
tranche_new_client_new (void)
{
  TrancheNewClient *new_client = g_new0 (TrancheNewClient, 1);

  new_client->client = tranche_client_new ();
  return new_client;
}

void
tranche_new_client_free (TrancheNewClient *new_client)
{
  if (new_client == NULL)
    return;

  g_clear_object (&new_client->client);
  g_clear_object (&new_client->primary);
  g_clear_object (&new_client->partner);
  g_free (new_client);
}

static void
strip_texts (gpointer record)
{
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];
      g_autofree char *text = NULL;

      if (field->kind != TRANCHE_FIELD_KIND_TEXT)
        continue;
      text = g_strstrip (g_strdup (tranche_record_get_text (record, field)));
      tranche_record_set_text (record, field, text);
    }
}

static void
propose_name (TrancheNewClient *new_client)
{
  TranchePeopleNames people = { 0 };
  g_autofree char *name = NULL;

  if (*new_client->client->name != '\0' || new_client->primary == NULL)
    return;

  people.given_names = new_client->primary->given_names;
  people.family_name = new_client->primary->family_name;
  if (new_client->partner != NULL)
    people.partner_family_name = new_client->partner->family_name;
  name = tranche_client_names_propose_name ((TrancheClientKind) new_client->client->kind, &people);
  g_object_set (new_client->client, "name", name, NULL);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, message);
  return FALSE;
}

/* What stands in lists, on documents and in files. Only notes and addresses have several lines. */
static gboolean
check_words (gpointer record, GError **error)
{
  TrancheRecordClass *klass;

  if (record == NULL)
    return TRUE;

  klass = TRANCHE_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];
      const char *text;
      const char *fault;

      if (field->kind != TRANCHE_FIELD_KIND_TEXT)
        continue;
      text = tranche_record_get_text (record, field);
      /* Whether it is text at all the record itself asks. */
      if (!g_utf8_validate (text, -1, NULL))
        continue;
      fault = g_str_equal (field->name, "notes") || g_str_equal (field->name, "address")
                  ? tranche_words_find_description_fault (text)
                  : tranche_words_find_name_fault (text);
      if (fault != NULL)
        {
          tranche_field_set_error (field, fault, error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check (const TrancheNewClient *new_client, GError **error)
{
  const TrancheClient *client = new_client->client;

  /* People first: the client's name and salutation may have come of theirs. */
  if (!check_words (new_client->primary, error) || !check_words (new_client->partner, error)
      || !check_words (new_client->client, error))
    return FALSE;

  if (new_client->primary == NULL
      && (new_client->partner != NULL
          || tranche_client_kind_needs_contact ((TrancheClientKind) client->kind)))
    return refuse (error, _ ("A household or an individual needs a primary contact"));
  if (new_client->partner != NULL && client->kind != TRANCHE_CLIENT_HOUSEHOLD)
    return refuse (error, _ ("Only a household has a partner"));
  if (*client->email != '\0' && !tranche_email_is_plausible (client->email))
    return refuse (error, _ ("“E-mail”: this isn’t an e-mail address"));
  return TRUE;
}

/* Nobody makes a client that they then can't see. */
static gboolean
check_owner (TrancheDatabase *db, const TrancheClient *client, GError **error)
{
  gboolean sees_all;
  g_autoptr (GArray) visible
      = tranche_sharing_list_owners (db, tranche_database_get_actor (db), &sees_all, error);

  if (visible == NULL)
    return FALSE;
  for (guint i = 0; i < visible->len; i++)
    if (g_array_index (visible, gint64, i) == client->owner_id)
      return TRUE;
  if (sees_all)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED,
                       _ ("Your role doesn’t see all clients, so the owner has to be you or "
                          "somebody who reports to you"));
  return FALSE;
}

static gboolean
add_member (TrancheOperation *operation,
            TrancheClient *client,
            TranchePerson *person,
            TrancheMemberRole role,
            GError **error)
{
  g_autoptr (TrancheMembership) membership = tranche_membership_new ();

  if (person == NULL)
    return TRUE;
  if (!tranche_records_insert (operation, TRANCHE_RECORD (person), error))
    return FALSE;

  g_object_set (membership, "client-id", tranche_record_get_id (TRANCHE_RECORD (client)),
                "person-id", tranche_record_get_id (TRANCHE_RECORD (person)), "role", role,
                "start-date", client->client_since, NULL);
  return tranche_records_insert (operation, TRANCHE_RECORD (membership), error);
}

static gboolean
insert_all (TrancheOperation *operation, TrancheNewClient *new_client, GError **error)
{
  return tranche_records_insert (operation, TRANCHE_RECORD (new_client->client), error)
         && add_member (operation, new_client->client, new_client->primary,
                        TRANCHE_MEMBER_PRIMARY_CONTACT, error)
         && add_member (operation, new_client->client, new_client->partner, TRANCHE_MEMBER_PARTNER,
                        error);
}

/* Everything but the commit. */
static TrancheOperation *
prepare (TrancheDatabase *db, TrancheNewClient *new_client, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *label = NULL;

  strip_texts (new_client->client);
  if (new_client->primary != NULL)
    strip_texts (new_client->primary);
  if (new_client->partner != NULL)
    strip_texts (new_client->partner);
  propose_name (new_client);
  if (!check (new_client, error))
    return NULL;

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL || !check_owner (db, new_client->client, error)
      || !insert_all (operation, new_client, error))
    return NULL;

  /* Translators: %s is a client */
  label = g_strdup_printf (_ ("Client “%s” added"), new_client->client->name);
  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, new_client->client->office_id);
  return g_steal_pointer (&operation);
}

gboolean
tranche_new_client_add (TrancheDatabase *db, TrancheNewClient *new_client, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;

  g_return_val_if_fail (db != NULL && new_client != NULL && new_client->client != NULL, FALSE);

  operation = prepare (db, new_client, error);
  return operation != NULL && tranche_operation_commit (g_steal_pointer (&operation), error);
}

gboolean
tranche_new_client_try (TrancheDatabase *db, TrancheNewClient *new_client, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;

  g_return_val_if_fail (db != NULL && new_client != NULL && new_client->client != NULL, FALSE);

  operation = prepare (db, new_client, error);
  return operation != NULL;
}
