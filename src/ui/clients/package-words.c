/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/package-words.h"

#include <glib/gi18n.h>

static char *
describe_one (const TrancheClientPackage *package)
{
  if (package->segment_id == 0)
    return g_strdup (_ ("The client has no package yet."));
  if (!package->segment_active)
    /* Translators: %s is a segment */
    return g_strdup_printf (_ ("The client has “%s”, which is inactive now: it keeps it until "
                               "another is set."),
                            package->segment_name);
  if (package->driver == TRANCHE_DRIVER_OVERRIDE)
    /* Translators: %s is a segment */
    return g_strdup_printf (_ ("The client has “%s”, set by hand."), package->segment_name);
  /* Translators: %s is a segment */
  return g_strdup_printf (_ ("The client has “%s”."), package->segment_name);
}

static char *
describe_many (const TranchePackageChoices *choices, guint n_clients)
{
  g_autofree char *total
      = g_strdup_printf (ngettext ("%'u client", "%'u clients", n_clients), n_clients);
  g_autoptr (GString) list = g_string_new (NULL);

  if (choices->counts == NULL || choices->counts->len == 0)
    return g_steal_pointer (&total);

  for (guint i = 0; i < choices->counts->len; i++)
    {
      const TranchePackageCount *count = g_ptr_array_index (choices->counts, i);

      if (i > 0)
        g_string_append (list, ", ");
      /* Translators: how many clients have a segment: “7 Silver” */
      g_string_append_printf (list, _ ("%1$u %2$s"), count->n_clients,
                              count->segment_id != 0 ? count->name : _ ("without a package"));
    }
  if (choices->n_by_hand > 0)
    {
      g_string_append (list, " · ");
      g_string_append_printf (list,
                              ngettext ("%u set by hand", "%u set by hand", choices->n_by_hand),
                              choices->n_by_hand);
    }
  /* Translators: “12 clients: 7 Silver, 5 Gold” */
  return g_strdup_printf (_ ("%1$s: %2$s"), total, list->str);
}

char *
tranche_package_describe (const TranchePackageChoices *choices, guint n_clients)
{
  g_return_val_if_fail (choices != NULL, NULL);

  return choices->package != NULL ? describe_one (choices->package)
                                  : describe_many (choices, n_clients);
}

char *
tranche_package_describe_set (const TranchePackageChoices *choices,
                              guint n_clients,
                              const char *segment_name)
{
  g_return_val_if_fail (choices != NULL && segment_name != NULL, NULL);

  if (choices->client_name != NULL)
    /* Translators: the first is a client, the second a segment */
    return g_strdup_printf (_ ("“%s” set to “%s”"), choices->client_name, segment_name);
  return g_strdup_printf (
      ngettext ("%1$'u client set to “%2$s”", "%1$'u clients set to “%2$s”", n_clients), n_clients,
      segment_name);
}

char *
tranche_package_describe_ended (const TranchePackageChoices *choices, guint n_clients)
{
  g_return_val_if_fail (choices != NULL, NULL);

  if (choices->client_name != NULL)
    /* Translators: %s is a client */
    return g_strdup_printf (_ ("“%s” left to segmentation again"), choices->client_name);
  return g_strdup_printf (ngettext ("%'u client left to segmentation again",
                                    "%'u clients left to segmentation again", n_clients),
                          n_clients);
}
