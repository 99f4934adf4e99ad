/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/segment-combo-row.h"

#include "ui/widgets/mark-symbol.h"

struct _TrancheSegmentComboRow
{
  AdwComboRow parent_instance;
};

G_DEFINE_FINAL_TYPE (TrancheSegmentComboRow, tranche_segment_combo_row, ADW_TYPE_COMBO_ROW)

/* What shows one choice: the mark, the name, and in the list a tick on the one that is selected. */
static void
create_choice (GtkListItem *item, gboolean in_list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *symbol = tranche_mark_symbol_new ();
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, in_list);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (tick, FALSE);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_list_item_set_child (item, box);
}

static void
button_setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  create_choice (item, FALSE);
}

static void
list_setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  create_choice (item, TRUE);
}

static void
choice_bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  TrancheSegment *segment = gtk_list_item_get_item (item);
  GtkWidget *symbol = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), segment->colour, segment->mark);
  gtk_widget_set_visible (symbol, segment->mark != 0);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (symbol)), segment->name);
}

static void
update_tick (TrancheSegmentComboRow *self, GParamSpec *pspec, GtkListItem *item)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_visible (tick, adw_combo_row_get_selected_item (ADW_COMBO_ROW (self))
                                    == gtk_list_item_get_item (item));
}

static void
list_bind_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSegmentComboRow *self)
{
  choice_bind_cb (factory, item, NULL);
  g_signal_connect_object (self, "notify::selected-item", G_CALLBACK (update_tick), item, 0);
  update_tick (self, NULL, item);
}

static void
list_unbind_cb (GtkListItemFactory *factory, GtkListItem *item, TrancheSegmentComboRow *self)
{
  g_signal_handlers_disconnect_by_func (self, update_tick, item);
}

static void
tranche_segment_combo_row_class_init (TrancheSegmentComboRowClass *klass)
{
}

static void
tranche_segment_combo_row_init (TrancheSegmentComboRow *self)
{
  g_autoptr (GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) list = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) name = gtk_property_expression_new (TRANCHE_TYPE_SEGMENT, NULL, "name");

  g_signal_connect (button, "setup", G_CALLBACK (button_setup_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (choice_bind_cb), NULL);
  g_signal_connect (list, "setup", G_CALLBACK (list_setup_cb), NULL);
  g_signal_connect (list, "bind", G_CALLBACK (list_bind_cb), self);
  g_signal_connect (list, "unbind", G_CALLBACK (list_unbind_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), name);
  adw_combo_row_set_factory (ADW_COMBO_ROW (self), button);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), list);
}

GtkWidget *
tranche_segment_combo_row_new (const char *title, GPtrArray *segments, const char *none)
{
  TrancheSegmentComboRow *self;
  g_autoptr (GListStore) choices = g_list_store_new (TRANCHE_TYPE_SEGMENT);
  g_autoptr (TrancheSegment) nothing = tranche_segment_new ();

  g_return_val_if_fail (title != NULL && segments != NULL && none != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_SEGMENT_COMBO_ROW, "title", title, NULL);
  g_object_set (nothing, "name", none, "colour", 0, "mark", 0, NULL);
  g_list_store_append (choices, nothing);
  for (guint i = 0; i < segments->len; i++)
    g_list_store_append (choices, g_ptr_array_index (segments, i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (choices));
  return GTK_WIDGET (self);
}

gint64
tranche_segment_combo_row_get_chosen (TrancheSegmentComboRow *self)
{
  gpointer segment;

  g_return_val_if_fail (TRANCHE_IS_SEGMENT_COMBO_ROW (self), 0);

  segment = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  return segment != NULL ? tranche_record_get_id (segment) : 0;
}

void
tranche_segment_combo_row_set_chosen (TrancheSegmentComboRow *self, gint64 segment_id)
{
  GListModel *choices;

  g_return_if_fail (TRANCHE_IS_SEGMENT_COMBO_ROW (self));

  choices = adw_combo_row_get_model (ADW_COMBO_ROW (self));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TrancheRecord) segment = g_list_model_get_item (choices, i);

      if (tranche_record_get_id (segment) == segment_id)
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (self), i);
          return;
        }
    }
}
