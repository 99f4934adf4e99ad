/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/office-head.h"

#include "domain/error.h"

#include <glib/gi18n.h>

TrancheOfficeHead *
tranche_office_head_load (TrancheDatabase *db, gint64 office_id, GError **error)
{
  static const char sql[]
      = "SELECT p.name, l.name, l.licence_number, o.name, o.address, o.phone, o.email, o.website,"
        " p.logo FROM office o JOIN practice p ON p.id = o.practice_id"
        " JOIN licensee l ON l.id = p.licensee_id WHERE o.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (TrancheOfficeHead) head = NULL;
  g_autoptr (GError) local_error = NULL;
  gconstpointer logo;
  gsize size;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such office"));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  head = g_new0 (TrancheOfficeHead, 1);
  head->practice = tranche_statement_dup_name (statement, 0);
  head->licensee = tranche_statement_dup_name (statement, 1);
  head->licence_number = tranche_statement_dup_name (statement, 2);
  head->office = tranche_statement_dup_name (statement, 3);
  head->address = tranche_statement_dup_name (statement, 4);
  head->phone = tranche_statement_dup_name (statement, 5);
  head->email = tranche_statement_dup_name (statement, 6);
  head->website = tranche_statement_dup_name (statement, 7);
  logo = tranche_statement_get_blob (statement, 8, &size);
  if (logo != NULL && size > 0)
    head->logo = g_bytes_new (logo, size);
  return g_steal_pointer (&head);
}

void
tranche_office_head_free (TrancheOfficeHead *head)
{
  g_return_if_fail (head != NULL);

  g_free (head->practice);
  g_free (head->licensee);
  g_free (head->licence_number);
  g_free (head->office);
  g_free (head->address);
  g_free (head->phone);
  g_free (head->email);
  g_free (head->website);
  g_clear_pointer (&head->logo, g_bytes_unref);
  g_free (head);
}
