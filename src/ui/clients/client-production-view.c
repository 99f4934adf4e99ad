/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-production-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-charts.h"
#include "ui/clients/client-month-row.h"
#include "ui/clients/client-rows.h"

struct _TrancheClientProductionView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *states;
  TrancheProductionChart *chart;
  AdwPreferencesGroup *months_group;
  GtkListBox *months_list;

  /* What the months show, so that a commit elsewhere doesn't close the one that is open. */
  gint64 client_id;
  TrancheMonth first_month;
  TrancheMoney months[TRANCHE_CLIENT_FILE_MONTHS];
};

G_DEFINE_FINAL_TYPE (TrancheClientProductionView, tranche_client_production_view, ADW_TYPE_BIN)

static void
fill_months (TrancheClientProductionView *self,
             TrancheSession *session,
             const TrancheClientFile *file)
{
  if (self->client_id == file->detail->id && self->first_month == file->first_month
      && memcmp (self->months, file->months, sizeof self->months) == 0)
    return;

  self->client_id = file->detail->id;
  self->first_month = file->first_month;
  memcpy (self->months, file->months, sizeof self->months);
  gtk_list_box_remove_all (self->months_list);
  for (int i = TRANCHE_CLIENT_FILE_MONTHS - 1; i >= 0; i--)
    {
      GtkWidget *row;

      if (file->months[i] == 0)
        continue;
      row = tranche_client_month_row_new (tranche_session_get_store (session), file->detail->id,
                                          file->first_month + i, file->months[i]);
      gtk_list_box_append (self->months_list, row);
    }
}

static void
show_header (TrancheClientProductionView *self,
             TrancheSession *session,
             const TrancheClientFile *file)
{
  g_autofree char *total = tranche_money_format (file->production);
  g_autofree char *text
      /* Translators: an amount, and the currency’s code: “24,310.00 AUD in the last 24 months” */
      = g_strdup_printf (ngettext ("%s %s in the last %d month", "%s %s in the last %d months",
                                   TRANCHE_CLIENT_FILE_MONTHS),
                         total, tranche_session_get_currency (session), TRANCHE_CLIENT_FILE_MONTHS);

  adw_preferences_group_set_description (self->months_group, text);
}

static void
tranche_client_production_view_dispose (GObject *object)
{
  /* The template’s own child goes before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_PRODUCTION_VIEW);

  G_OBJECT_CLASS (tranche_client_production_view_parent_class)->dispose (object);
}

static void
tranche_client_production_view_class_init (TrancheClientProductionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_production_view_dispose;

  g_type_ensure (TRANCHE_TYPE_PRODUCTION_CHART);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-production-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientProductionView, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientProductionView, chart);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientProductionView, months_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientProductionView, months_list);
}

static void
tranche_client_production_view_init (TrancheClientProductionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_production_view_set_file (TrancheClientProductionView *self,
                                         TrancheSession *session,
                                         TrancheClientFile *file)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_PRODUCTION_VIEW (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (file != NULL);

  gtk_stack_set_visible_child_name (self->states, file->has_production ? "months" : "empty");
  if (!file->has_production)
    return;
  tranche_client_chart_set_months (self->chart, file);
  show_header (self, session, file);
  fill_months (self, session, file);
}
