/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/new-practice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/entities/licensee.h"
#include "domain/entities/office.h"
#include "domain/entities/practice.h"
#include "domain/entities/team-member.h"
#include "store/operation.h"
#include "store/records.h"

/* The role “Practice manager” of the schema's content: sees and edits all but the licensee's model.
 */
#define ROLE_PRACTICE_MANAGER 3

/* The family name is the last word: the team page can put right what this gets wrong. */
static void
split_name (const char *name, char **given_names, char **family_name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  char *last = strrchr (stripped, ' ');

  if (last == NULL)
    {
      *given_names = g_strdup ("");
      *family_name = g_steal_pointer (&stripped);
      return;
    }
  *family_name = g_strdup (last + 1);
  *last = '\0';
  *given_names = g_strstrip (g_steal_pointer (&stripped));
}

static gboolean
insert_organisation (TrancheOperation *operation,
                     const char *office_name,
                     const char *adviser_name,
                     GError **error)
{
  g_autoptr (TrancheLicensee) licensee = tranche_licensee_new ();
  g_autoptr (TranchePractice) practice = tranche_practice_new ();
  g_autoptr (TrancheOffice) office = tranche_office_new ();
  g_autoptr (TrancheTeamMember) member = tranche_team_member_new ();
  g_autofree char *given_names = NULL;
  g_autofree char *family_name = NULL;

  g_object_set (licensee, "name", office_name, NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (licensee), error))
    return FALSE;

  g_object_set (practice, "name", office_name, "licensee-id",
                tranche_record_get_id (TRANCHE_RECORD (licensee)), NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (practice), error))
    return FALSE;

  g_object_set (office, "name", office_name, "practice-id",
                tranche_record_get_id (TRANCHE_RECORD (practice)), "is-default", TRUE,
                "segmentation-enabled", TRUE, NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (office), error))
    return FALSE;

  split_name (adviser_name, &given_names, &family_name);
  g_object_set (member, "given-names", given_names, "family-name", family_name, "role-id",
                (gint64) ROLE_PRACTICE_MANAGER, "office-id",
                tranche_record_get_id (TRANCHE_RECORD (office)), "active", TRUE, NULL);
  return tranche_records_insert (operation, TRANCHE_RECORD (member), error);
}

typedef struct
{
  const char *office;
  const char *adviser;
} Names;

static gboolean
fill (TrancheDatabase *db, gpointer user_data, GError **error)
{
  const Names *names = user_data;
  g_autoptr (TrancheOperation) operation = NULL;

  tranche_database_set_actor (db, 0, names->adviser);
  operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_CREATE, _ ("Practice file created"), error);
  if (operation == NULL || !insert_organisation (operation, names->office, names->adviser, error))
    return FALSE;
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

gboolean
tranche_new_practice_create (const char *path,
                             const char *office_name,
                             const char *adviser_name,
                             GError **error)
{
  g_autofree char *office = NULL;
  g_autofree char *adviser = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (office_name != NULL, FALSE);
  g_return_val_if_fail (adviser_name != NULL, FALSE);

  office = g_strstrip (g_strdup (office_name));
  adviser = g_strstrip (g_strdup (adviser_name));
  if (*office == '\0' || *adviser == '\0')
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("the office and the adviser need a name"));
      return FALSE;
    }

  return tranche_database_create_filled (path, fill, &(Names) { office, adviser }, error);
}
