/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/clients-table.h"

#include <glib/gi18n.h>

#include "ui/clients/client-cells.h"

#define N_COLUMNS 5

struct _TrancheClientsTable
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkColumnView *column_view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *segment_column;
  GtkColumnViewColumn *owner_column;
  GtkColumnViewColumn *production_column;
  GtkColumnViewColumn *next_column;

  /* Owned */
  TrancheSession *session;
  TrancheClientSort sort;
  gboolean is_sorting;
};

enum
{
  ACTIVATED,
  SORT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheClientsTable, tranche_clients_table, ADW_TYPE_BIN)

static GtkColumnViewColumn *
get_column (TrancheClientsTable *self, TrancheClientSort sort)
{
  GtkColumnViewColumn *const columns[N_COLUMNS]
      = { self->name_column, self->segment_column, self->owner_column, self->production_column,
          self->next_column };

  return columns[sort];
}

static void
sorter_changed_cb (TrancheClientsTable *self)
{
  TrancheClientSort sort = TRANCHE_CLIENT_SORT_NAME;
  GtkColumnViewSorter *sorter;
  GtkColumnViewColumn *column;
  gboolean descending;

  if (self->is_sorting)
    return;
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (get_column (self, (TrancheClientSort) i) == column)
      sort = (TrancheClientSort) i;

  /* Of amounts and segments people want to see the largest first. */
  if ((sort == TRANCHE_CLIENT_SORT_PRODUCTION || sort == TRANCHE_CLIENT_SORT_SEGMENT)
      && self->sort != sort && !descending)
    {
      self->is_sorting = TRUE;
      gtk_column_view_sort_by_column (self->column_view, column, GTK_SORT_DESCENDING);
      self->is_sorting = FALSE;
      descending = TRUE;
    }
  self->sort = sort;
  g_signal_emit (self, signals[SORT_CHANGED], 0, (guint) sort, descending);
}

static void
row_activated_cb (TrancheClientsTable *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, position);
}

static void
set_column_width (TrancheClientsTable *self, GtkColumnViewColumn *column, int n_characters)
{
  const char *title = gtk_column_view_column_get_title (column);
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self->column_view), "0000000000");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int ten_digits;
  int title_width;

  pango_layout_get_pixel_size (layout, &ten_digits, NULL);
  /* Some languages have longer titles than values; the sort arrow and the edges take four more.
   * Titles are small and bold. */
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, title != NULL ? title : "", -1);
  pango_layout_get_pixel_size (layout, &title_width, NULL);
  gtk_column_view_column_set_fixed_width (
      column, MAX (ten_digits * n_characters / 10, title_width + ten_digits * 4 / 10));
}

/* Fixed, so that they stay where they are while other rows come along, but as wide as the text is
 * large. */
static void
update_column_widths (TrancheClientsTable *self)
{
  set_column_width (self, self->segment_column, 14);
  set_column_width (self, self->owner_column, 16);
  set_column_width (self, self->production_column, 17);
  set_column_width (self, self->next_column, 13);
}

static void
add_column (TrancheClientsTable *self, TrancheClientSort sort, TrancheClientCell cell)
{
  GtkColumnViewColumn *column = get_column (self, sort);
  g_autoptr (GtkListItemFactory) factory = tranche_client_cell_factory_new (cell, self->session);
  /* The list sorts itself; this one makes the title a button. */
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  gtk_column_view_column_set_factory (column, factory);
  gtk_column_view_column_set_sorter (column, sorter);
}

/* GtkColumnView has no alignment of its titles; the one above amounts stands to the right as they
 * do. */
static void
align_production_title (TrancheClientsTable *self)
{
  GtkWidget *title
      = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->column_view)));

  for (guint i = 0; title != NULL && i < TRANCHE_CLIENT_SORT_PRODUCTION; i++)
    title = gtk_widget_get_next_sibling (title);
  if (title != NULL && gtk_widget_get_first_child (title) != NULL)
    gtk_widget_set_halign (gtk_widget_get_first_child (title),
                           gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? GTK_ALIGN_START
                                                                                   : GTK_ALIGN_END);
}

static void
update_titles (TrancheClientsTable *self)
{
  g_autofree char *title
      /* Translators: the title of a column; %s is a currency */
      = g_strdup_printf (_ ("Production (%s)"), tranche_session_get_currency (self->session));

  gtk_column_view_column_set_title (self->production_column, title);
}

static void
tranche_clients_table_dispose (GObject *object)
{
  TrancheClientsTable *self = TRANCHE_CLIENTS_TABLE (object);

  /* The columns that go take their order with them, which is no wish of anybody. */
  self->is_sorting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_CLIENTS_TABLE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_clients_table_parent_class)->dispose (object);
}

static gboolean
tranche_clients_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TRANCHE_CLIENTS_TABLE (widget)->column_view));
}

static void
tranche_clients_table_class_init (TrancheClientsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_clients_table_dispose;
  widget_class->grab_focus = tranche_clients_table_grab_focus;

  signals[ACTIVATED] = g_signal_new ("activated", TRANCHE_TYPE_CLIENTS_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SORT_CHANGED]
      = g_signal_new ("sort-changed", TRANCHE_TYPE_CLIENTS_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/clients-table.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, column_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, name_column);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, segment_column);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, owner_column);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, production_column);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientsTable, next_column);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
tranche_clients_table_init (TrancheClientsTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_clients_table_set_session (TrancheClientsTable *self, TrancheSession *session)
{
  g_autoptr (GtkListItemFactory) rows = tranche_client_row_factory_new ();

  g_return_if_fail (TRANCHE_IS_CLIENTS_TABLE (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::currency", G_CALLBACK (update_titles), self,
                           G_CONNECT_SWAPPED);

  add_column (self, TRANCHE_CLIENT_SORT_NAME, TRANCHE_CLIENT_CELL_NAME);
  add_column (self, TRANCHE_CLIENT_SORT_SEGMENT, TRANCHE_CLIENT_CELL_SEGMENT);
  add_column (self, TRANCHE_CLIENT_SORT_OWNER, TRANCHE_CLIENT_CELL_OWNER);
  add_column (self, TRANCHE_CLIENT_SORT_PRODUCTION, TRANCHE_CLIENT_CELL_PRODUCTION);
  add_column (self, TRANCHE_CLIENT_SORT_NEXT_DATE, TRANCHE_CLIENT_CELL_NEXT_DATE);
  gtk_column_view_set_row_factory (self->column_view, rows);
  gtk_column_view_sort_by_column (self->column_view, self->name_column, GTK_SORT_ASCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  update_titles (self);
  update_column_widths (self);
  align_production_title (self);
}

void
tranche_clients_table_set_model (TrancheClientsTable *self, GtkSelectionModel *model)
{
  g_return_if_fail (TRANCHE_IS_CLIENTS_TABLE (self));

  gtk_column_view_set_model (self->column_view, model);
}

void
tranche_clients_table_scroll_to (TrancheClientsTable *self,
                                 guint position,
                                 GtkListScrollFlags flags)
{
  g_return_if_fail (TRANCHE_IS_CLIENTS_TABLE (self));

  gtk_column_view_scroll_to (self->column_view, position, NULL, flags, NULL);
}
