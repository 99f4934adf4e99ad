/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-month-row.h"

#include <glib/gi18n.h>

#include "store/queries/client-lines.h"
#include "ui/app/error-message.h"
#include "ui/clients/client-rows.h"
#include "ui/widgets/value-label.h"

struct _TrancheClientMonthRow
{
  AdwExpanderRow parent_instance;

  TrancheStore *store;
  gint64 client_id;
  TrancheMonth month;
  GCancellable *reading; /* set once it was opened */
};

G_DEFINE_FINAL_TYPE (TrancheClientMonthRow, tranche_client_month_row, ADW_TYPE_EXPANDER_ROW)

typedef struct
{
  gint64 client_id;
  TrancheMonth month;
} Reading;

static gboolean
load_lines (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const Reading *reading = data;

  *result = tranche_client_lines_load (db, reading->client_id, reading->month, error);
  return *result != NULL;
}

static GtkWidget *
create_line_row (const TrancheClientLine *line)
{
  g_autofree char *day = tranche_date_format (line->date);
  g_autofree char *subtitle
      = tranche_client_join (line->provider_name, line->statement_name, line->reference, NULL);
  AdwActionRow *row = tranche_client_row_new (day, subtitle);
  GtkWidget *label = tranche_money_label_new ();

  tranche_label_set_money (GTK_LABEL (label), line->amount);
  adw_action_row_add_suffix (row, label);
  return GTK_WIDGET (row);
}

static void
lines_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheClientMonthRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      adw_expander_row_add_row (
          ADW_EXPANDER_ROW (self),
          GTK_WIDGET (tranche_client_row_new (_ ("Couldn’t read the statement lines"),
                                              tranche_error_get_advice (error))));
      return;
    }
  for (guint i = 0; i < lines->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                              create_line_row (g_ptr_array_index (lines, i)));
}

static void
expanded_changed_cb (TrancheClientMonthRow *self)
{
  Reading *reading;

  if (self->reading != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->client_id = self->client_id;
  reading->month = self->month;
  tranche_store_read_async (self->store, G_PRIORITY_DEFAULT, load_lines, reading, g_free,
                            (GDestroyNotify) g_ptr_array_unref, self->reading, lines_read_cb,
                            g_object_ref (self));
}

static void
tranche_client_month_row_dispose (GObject *object)
{
  TrancheClientMonthRow *self = TRANCHE_CLIENT_MONTH_ROW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tranche_client_month_row_parent_class)->dispose (object);
}

static void
tranche_client_month_row_class_init (TrancheClientMonthRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_client_month_row_dispose;
}

static void
tranche_client_month_row_init (TrancheClientMonthRow *self)
{
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_changed_cb), NULL);
}

GtkWidget *
tranche_client_month_row_new (TrancheStore *store,
                              gint64 client_id,
                              TrancheMonth month,
                              TrancheMoney amount)
{
  TrancheClientMonthRow *self;
  g_autofree char *title = tranche_month_format (month);
  GtkWidget *label = tranche_money_label_new ();

  g_return_val_if_fail (TRANCHE_IS_STORE (store), NULL);

  self = g_object_new (TRANCHE_TYPE_CLIENT_MONTH_ROW, "title", title, NULL);
  self->store = g_object_ref (store);
  self->client_id = client_id;
  self->month = month;
  tranche_label_set_money (GTK_LABEL (label), amount);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), label);
  return GTK_WIDGET (self);
}
