/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/package-choices.h"

#include "store/permissions.h"
#include "store/queries/client-list.h"
#include "store/queries/model-content.h"
#include "store/queries/summary-agreements.h"
#include "store/sharing.h"

/* As many rows at once as a page of the list has. */
#define ROWS_AT_ONCE 64

static void
count_free (gpointer data)
{
  TranchePackageCount *count = data;

  g_free (count->name);
  g_free (count);
}

void
tranche_package_choices_free (TranchePackageChoices *choices)
{
  if (choices == NULL)
    return;

  g_free (choices->obstacle);
  g_free (choices->client_name);
  g_clear_pointer (&choices->segments, g_ptr_array_unref);
  g_clear_pointer (&choices->package, tranche_client_package_free);
  g_clear_pointer (&choices->counts, g_ptr_array_unref);
  g_free (choices);
}

gboolean
tranche_package_find_obstacle (TrancheDatabase *db,
                               gint64 member_id,
                               char **obstacle,
                               GError **error)
{
  return tranche_permissions_find_obstacle (db, member_id, TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND,
                                            0, obstacle, error);
}

/* Of many it is said before they are counted; what is out of reach is refused when it is set. */
static gboolean
find_obstacle (TrancheDatabase *db,
               gint64 member_id,
               const gint64 *client_ids,
               guint n_clients,
               TranchePackageChoices *choices,
               GError **error)
{
  if (n_clients > 1)
    return tranche_package_find_obstacle (db, member_id, &choices->obstacle, error);
  return tranche_permissions_find_party_obstacle (db, member_id,
                                                  TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND,
                                                  client_ids[0], &choices->obstacle, error);
}

static void
count_client (TranchePackageChoices *choices, const TrancheClientFacts *facts)
{
  TranchePackageCount *count = NULL;

  choices->n_by_hand += facts->driver == TRANCHE_DRIVER_OVERRIDE;
  for (guint i = 0; count == NULL && i < choices->counts->len; i++)
    {
      TranchePackageCount *other = g_ptr_array_index (choices->counts, i);

      if (other->segment_id == facts->segment_id)
        count = other;
    }
  if (count == NULL)
    {
      count = g_new0 (TranchePackageCount, 1);
      count->segment_id = facts->segment_id;
      count->name = g_strdup (facts->segment_name != NULL ? facts->segment_name : "");
      g_ptr_array_add (choices->counts, count);
    }
  count->n_clients++;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const TranchePackageCount *first = *(const TranchePackageCount *const *) a;
  const TranchePackageCount *second = *(const TranchePackageCount *const *) b;

  if (first->n_clients != second->n_clients)
    return first->n_clients > second->n_clients ? -1 : 1;
  return g_strcmp0 (first->name, second->name);
}

static gboolean
count_packages (TrancheDatabase *db,
                TranchePackageChoices *choices,
                gint64 office_id,
                gint64 member_id,
                const gint64 *client_ids,
                guint n_clients,
                TrancheDate today,
                GError **error)
{
  g_autoptr (TrancheClientContext) context
      = tranche_client_context_load (db, office_id, member_id, today, error);

  if (context == NULL)
    return FALSE;

  choices->counts = g_ptr_array_new_with_free_func (count_free);
  for (guint first = 0; first < n_clients; first += ROWS_AT_ONCE)
    {
      guint32 ids[ROWS_AT_ONCE];
      guint n_ids = MIN (n_clients - first, ROWS_AT_ONCE);
      g_autoptr (GPtrArray) rows = NULL;

      for (guint i = 0; i < n_ids; i++)
        ids[i] = (guint32) client_ids[first + i];
      rows = tranche_client_rows_load (db, context, ids, n_ids, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (g_ptr_array_index (rows, i) != NULL)
          count_client (choices, g_ptr_array_index (rows, i));
    }
  g_ptr_array_sort (choices->counts, compare_counts);
  return TRUE;
}

TranchePackageChoices *
tranche_package_choices_load (TrancheDatabase *db,
                              gint64 office_id,
                              gint64 member_id,
                              const gint64 *client_ids,
                              guint n_clients,
                              TrancheDate today,
                              GError **error)
{
  g_autoptr (TranchePackageChoices) choices = g_new0 (TranchePackageChoices, 1);
  gint64 keep_id = 0;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (client_ids != NULL && n_clients > 0, NULL);

  if (n_clients == 1)
    {
      /* A reader's connection doesn't know who looks. */
      if (!tranche_sharing_require (db, member_id, client_ids[0], error))
        return NULL;
      choices->package = tranche_client_package_load (db, client_ids[0], today, error);
      if (choices->package == NULL)
        return NULL;
      choices->client_name = tranche_summary_client_name (db, client_ids[0], error);
      if (choices->client_name == NULL)
        return NULL;
      office_id = choices->package->office_id;
      keep_id = choices->package->segment_id;
    }
  else if (n_clients <= TRANCHE_PACKAGE_CHOICES_MOST_COUNTED
           && !count_packages (db, choices, office_id, member_id, client_ids, n_clients, today,
                               error))
    {
      return NULL;
    }

  choices->segments = tranche_segment_choices_load (db, office_id, keep_id, error);
  if (choices->segments == NULL
      || !find_obstacle (db, member_id, client_ids, n_clients, choices, error))
    return NULL;

  /* What is only kept comes last, if it isn't one of the others. */
  choices->n_choosable = choices->segments->len;
  if (keep_id != 0)
    {
      g_autoptr (GPtrArray) choosable = tranche_segment_choices_load (db, office_id, 0, error);

      if (choosable == NULL)
        return NULL;
      choices->n_choosable = choosable->len;
    }
  return g_steal_pointer (&choices);
}
