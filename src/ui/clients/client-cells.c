/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-cells.h"

#include <glib/gi18n.h>

#include "domain/text.h"
#include "model/client-row.h"
#include "ui/widgets/segment-badge.h"
#include "ui/widgets/value-label.h"

/* What a cell is made of, and how that shows a client. */
typedef struct
{
  GtkWidget *(*create) (void);
  void (*show) (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today);
} Kind;

static const char *
get_kind_icon (int kind)
{
  switch (kind)
    {
    case TRANCHE_CLIENT_HOUSEHOLD:
      return "tranche-household-symbolic";
    case TRANCHE_CLIENT_INDIVIDUAL:
      return "tranche-individual-symbolic";
    default:
      return "tranche-business-symbolic";
    }
}

/* Kinds of cells
 * ---------------------------------------------------------------------------------------------- */

static GtkWidget *
create_text (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
create_name (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new ();

  gtk_widget_add_css_class (image, "dimmed");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), create_text ());
  return box;
}

static void
show_name (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  GtkWidget *image = gtk_widget_get_first_child (widget);
  GtkWidget *label = gtk_widget_get_last_child (widget);
  g_autofree char *tooltip = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (image),
                                facts != NULL ? get_kind_icon (facts->kind) : NULL);
  gtk_widget_set_tooltip_text (image,
                               facts != NULL ? tranche_client_kind_get_name (facts->kind) : NULL);
  gtk_label_set_label (GTK_LABEL (label), facts != NULL ? facts->name : "");
  /* The name as well, which may be cut where the other columns' titles are long. */
  if (facts != NULL)
    tooltip = *facts->reference != '\0' ? g_strdup_printf ("%s\n%s", facts->name, facts->reference)
                                        : g_strdup (facts->name);
  gtk_widget_set_tooltip_text (label, tooltip);
}

static void
show_segment (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  TrancheSegmentBadge *badge = TRANCHE_SEGMENT_BADGE (widget);

  gtk_widget_set_visible (widget, facts != NULL);
  if (facts == NULL)
    return;
  tranche_segment_badge_set (badge, facts->segment_name, facts->segment_colour,
                             facts->segment_mark);
  tranche_segment_badge_set_inactive (badge, facts->segment_inactive);
  tranche_segment_badge_set_moved (badge, facts->moved);
  tranche_segment_badge_set_overridden (badge, facts->driver == TRANCHE_DRIVER_OVERRIDE);
}

static void
show_owner (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  gtk_label_set_label (GTK_LABEL (widget),
                       facts != NULL && facts->owner_name != NULL ? facts->owner_name : "");
}

static void
show_production (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  if (facts != NULL)
    tranche_label_set_money (GTK_LABEL (widget), facts->production);
  else
    gtk_label_set_label (GTK_LABEL (widget), "");
}

static void
show_next_date (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  tranche_label_set_date (GTK_LABEL (widget), facts != NULL ? facts->next_date : TRANCHE_DATE_NONE,
                          today);
}

/* Name and amount above, segment and date below. */
static GtkWidget *
create_two_lines (void)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *name = create_text ();
  GtkWidget *badge = tranche_segment_badge_new ();
  GtkWidget *production = tranche_money_label_new ();
  GtkWidget *date = gtk_label_new (NULL);

  gtk_widget_add_css_class (grid, "client-lines");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (badge, "caption");
  gtk_widget_add_css_class (date, "caption");
  gtk_widget_add_css_class (date, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (date), 1);
  gtk_grid_attach (GTK_GRID (grid), name, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), production, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), badge, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), date, 1, 1, 1, 1);
  return grid;
}

static void
show_two_lines (GtkWidget *widget, const TrancheClientFacts *facts, TrancheDate today)
{
  GtkGrid *grid = GTK_GRID (widget);

  gtk_label_set_label (GTK_LABEL (gtk_grid_get_child_at (grid, 0, 0)),
                       facts != NULL ? facts->name : "");
  show_production (gtk_grid_get_child_at (grid, 1, 0), facts, today);
  show_segment (gtk_grid_get_child_at (grid, 0, 1), facts, today);
  show_next_date (gtk_grid_get_child_at (grid, 1, 1), facts, today);
}

static const Kind kinds[] = {
  [TRANCHE_CLIENT_CELL_NAME] = { create_name, show_name },
  [TRANCHE_CLIENT_CELL_SEGMENT] = { tranche_segment_badge_new, show_segment },
  [TRANCHE_CLIENT_CELL_OWNER] = { create_text, show_owner },
  [TRANCHE_CLIENT_CELL_PRODUCTION] = { tranche_money_label_new, show_production },
  [TRANCHE_CLIENT_CELL_NEXT_DATE] = { create_text, show_next_date },
  [TRANCHE_CLIENT_CELL_TWO_LINES] = { create_two_lines, show_two_lines },
};

/* What a row says
 * ---------------------------------------------------------------------------------------------- */

static void
add_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  tranche_text_list_item (text, part);
}

static char *
describe (const TrancheClientFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *production = NULL;
  g_autofree char *amount = NULL;

  if (facts == NULL)
    return g_strdup ("");

  add_part (text, facts->name);
  add_part (text, tranche_client_kind_get_name (facts->kind));
  add_part (text, facts->segment_name != NULL ? facts->segment_name : _ ("No segment"));
  if (facts->segment_inactive)
    add_part (text, _ ("inactive"));
  if (facts->moved != 0)
    add_part (text, facts->moved > 0 ? _ ("moved up") : _ ("moved down"));
  if (facts->driver == TRANCHE_DRIVER_OVERRIDE)
    add_part (text, _ ("set by hand"));
  add_part (text, facts->owner_name);
  amount = tranche_money_format (facts->production);
  /* Translators: %s is an amount */
  production = g_strdup_printf (_ ("production %s"), amount);
  add_part (text, production);
  if (facts->next_date != TRANCHE_DATE_NONE)
    {
      g_autofree char *date = tranche_date_format (facts->next_date);
      /* Translators: %s is a date */
      g_autofree char *next = g_strdup_printf (_ ("next review %s"), date);

      add_part (text, next);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The widget of a cell, which follows its row
 * ---------------------------------------------------------------------------------------------- */

#define TRANCHE_TYPE_CLIENT_CELL_WIDGET (tranche_client_cell_widget_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientCellWidget,
                      tranche_client_cell_widget,
                      TRANCHE,
                      CLIENT_CELL_WIDGET,
                      AdwBin)

struct _TrancheClientCellWidget
{
  AdwBin parent_instance;

  const Kind *kind;
  TrancheSession *session;
  TrancheClientRow *row;
};

G_DEFINE_FINAL_TYPE (TrancheClientCellWidget, tranche_client_cell_widget, ADW_TYPE_BIN)

static void
show_row (TrancheClientCellWidget *self)
{
  self->kind->show (adw_bin_get_child (ADW_BIN (self)),
                    self->row != NULL ? tranche_client_row_get_facts (self->row) : NULL,
                    tranche_session_get_today (self->session));
}

static void
set_row (TrancheClientCellWidget *self, TrancheClientRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, show_row, self);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  g_signal_connect_object (row, "changed", G_CALLBACK (show_row), self, G_CONNECT_SWAPPED);
  show_row (self);
}

static void
tranche_client_cell_widget_dispose (GObject *object)
{
  TrancheClientCellWidget *self = TRANCHE_CLIENT_CELL_WIDGET (object);

  set_row (self, NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_client_cell_widget_parent_class)->dispose (object);
}

static void
tranche_client_cell_widget_class_init (TrancheClientCellWidgetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_client_cell_widget_dispose;
}

static void
tranche_client_cell_widget_init (TrancheClientCellWidget *self)
{
}

static GtkWidget *
cell_widget_new (TrancheClientCell cell, TrancheSession *session)
{
  TrancheClientCellWidget *self = g_object_new (TRANCHE_TYPE_CLIENT_CELL_WIDGET, NULL);

  self->kind = &kinds[cell];
  self->session = g_object_ref (session);
  adw_bin_set_child (ADW_BIN (self), self->kind->create ());
  return GTK_WIDGET (self);
}

/* Factories
 * ---------------------------------------------------------------------------------------------- */

static void
set_up_name_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_NAME, session));
}

static void
set_up_segment_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_SEGMENT, session));
}

static void
set_up_owner_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_OWNER, session));
}

static void
set_up_production_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_PRODUCTION, session));
}

static void
set_up_next_date_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_NEXT_DATE, session));
}

static void
set_up_two_lines_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSession *session)
{
  gtk_list_item_set_child (item, cell_widget_new (TRANCHE_CLIENT_CELL_TWO_LINES, session));
}

static void
label_line (TrancheClientRow *row, GtkListItem *item)
{
  g_autofree char *text = describe (tranche_client_row_get_facts (row));

  gtk_list_item_set_accessible_label (item, text);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  TrancheClientRow *row = TRANCHE_CLIENT_ROW (gtk_list_item_get_item (item));

  set_row (TRANCHE_CLIENT_CELL_WIDGET (gtk_list_item_get_child (item)), row);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  set_row (TRANCHE_CLIENT_CELL_WIDGET (gtk_list_item_get_child (item)), NULL);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  TrancheClientRow *row = TRANCHE_CLIENT_ROW (gtk_list_item_get_item (item));

  g_signal_connect (row, "changed", G_CALLBACK (label_line), item);
  label_line (row, item);
}

static void
unbind_line_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), label_line, item);
}

GtkListItemFactory *
tranche_client_cell_factory_new (TrancheClientCell cell, TrancheSession *session)
{
  static const GCallback set_ups[] = {
    [TRANCHE_CLIENT_CELL_NAME] = G_CALLBACK (set_up_name_cb),
    [TRANCHE_CLIENT_CELL_SEGMENT] = G_CALLBACK (set_up_segment_cb),
    [TRANCHE_CLIENT_CELL_OWNER] = G_CALLBACK (set_up_owner_cb),
    [TRANCHE_CLIENT_CELL_PRODUCTION] = G_CALLBACK (set_up_production_cb),
    [TRANCHE_CLIENT_CELL_NEXT_DATE] = G_CALLBACK (set_up_next_date_cb),
    [TRANCHE_CLIENT_CELL_TWO_LINES] = G_CALLBACK (set_up_two_lines_cb),
  };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", set_ups[cell], session, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  if (cell == TRANCHE_CLIENT_CELL_TWO_LINES)
    {
      g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_line_cb), NULL);
    }
  return factory;
}

static void
label_row (TrancheClientRow *client, GtkColumnViewRow *row)
{
  g_autofree char *text = describe (tranche_client_row_get_facts (client));

  gtk_column_view_row_set_accessible_label (row, text);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  TrancheClientRow *client = TRANCHE_CLIENT_ROW (gtk_column_view_row_get_item (row));

  g_signal_connect (client, "changed", G_CALLBACK (label_row), row);
  label_row (client, row);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), label_row, row);
}

GtkListItemFactory *
tranche_client_row_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  return factory;
}
