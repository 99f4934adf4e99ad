/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefit-usage-row.h"

#include <glib/gi18n.h>

#include "store/queries/benefit-usage.h"

struct _TrancheBenefitUsageRow
{
  AdwActionRow parent_instance;

  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (TrancheBenefitUsageRow, tranche_benefit_usage_row, ADW_TYPE_ACTION_ROW)

static void
show_count (TrancheBenefitUsageRow *self, gint64 count)
{
  g_autofree char *title
      = count > 0 ? g_strdup_printf (
                        /* Translators: %'d is how many agreements contain the benefit */
                        ngettext ("In %'d Agreement", "In %'d Agreements", (gulong) count),
                        (int) MIN (count, G_MAXINT))
                  : g_strdup (_ ("In No Agreement Yet"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               count > 0 ? _ ("They keep the words that they were made with") : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), count > 0);
  gtk_widget_set_visible (self->arrow, count > 0);
}

static gboolean
load_count (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  gint64 *count = g_new0 (gint64, 1);

  *result = count;
  return tranche_benefit_usage_count (db, *(gint64 *) data, count, error);
}

static void
count_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitUsageRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *count = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  /* Without it there is still all else about the benefit. */
  if (count != NULL && error == NULL)
    show_count (self, *count);
  gtk_widget_set_visible (GTK_WIDGET (self), count != NULL && error == NULL);
}

static void
tranche_benefit_usage_row_class_init (TrancheBenefitUsageRowClass *klass)
{
}

static void
tranche_benefit_usage_row_init (TrancheBenefitUsageRow *self)
{
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->arrow);
  show_count (self, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
tranche_benefit_usage_row_read (TrancheBenefitUsageRow *self,
                                TrancheStore *store,
                                gint64 benefit_id,
                                GCancellable *cancellable)
{
  g_return_if_fail (TRANCHE_IS_BENEFIT_USAGE_ROW (self));
  g_return_if_fail (TRANCHE_IS_STORE (store));

  tranche_store_read_async (store, G_PRIORITY_DEFAULT, load_count,
                            g_memdup2 (&benefit_id, sizeof benefit_id), g_free, g_free, cancellable,
                            count_read_cb, g_object_ref (self));
}
