/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/stale-text.h"

#include "domain/text.h"

#include <glib/gi18n.h>

static const struct
{
  TrancheAffects bit;
  const char *text;
} reasons[] = {
  { TRANCHE_AFFECTS_PRODUCTION, N_ ("production") },
  { TRANCHE_AFFECTS_MEMBERSHIP, N_ ("clients or groups") },
  { TRANCHE_AFFECTS_LIMITS, N_ ("limits") },
  { TRANCHE_AFFECTS_SETTINGS, N_ ("settings") },
};

void
tranche_stale_banner_update (AdwBanner *banner, const TrancheStale *stale)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *title = NULL;

  g_return_if_fail (ADW_IS_BANNER (banner));
  g_return_if_fail (stale != NULL);

  adw_banner_set_revealed (banner, stale->has_run && stale->is_stale);
  if (!stale->has_run || !stale->is_stale)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if ((stale->reasons & reasons[i].bit) == 0)
        continue;
      tranche_text_list_item (list, _ (reasons[i].text));
    }
  /* Translators: %s is a list: “production, limits” */
  title = g_strdup_printf (_ ("Changed since the last run: %s"), list->str);
  adw_banner_set_title (banner, title);
}
