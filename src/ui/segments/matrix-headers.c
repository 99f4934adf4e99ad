/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/matrix-headers.h"

#include <glib/gi18n.h>

#include "domain/frequency.h"
#include "ui/widgets/mark-symbol.h"

struct _TrancheBenefitHeader
{
  GtkWidget parent_instance;

  /* Children */
  GtkWidget *handle;
  GtkLabel *number_label;
  GtkWidget *texts;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkLabel *description_label;
  GtkLabel *count_label;
  GtkWidget *edit_button;
  GtkWidget *remove_button;
  GtkWidget *arrow;
};

struct _TrancheSegmentHeader
{
  GtkWidget parent_instance;

  /* Children */
  GtkMenuButton *button;
  GtkWidget *words;
  TrancheMarkSymbol *symbol;
  GtkLabel *name_label;
  GtkLabel *count_label;

  gint64 id;
};

G_DEFINE_FINAL_TYPE (TrancheBenefitHeader, tranche_benefit_header, GTK_TYPE_WIDGET)
G_DEFINE_FINAL_TYPE (TrancheSegmentHeader, tranche_segment_header, GTK_TYPE_WIDGET)

static void
unparent_children (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
}

/* Benefits ------------------------------------------------------------------ */

static GtkWidget *
create_button (const char *icon_name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* The keyboard has Return and Delete on the row itself. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  return button;
}

static GtkLabel *
create_label (gboolean title)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), title ? 3 : 1);
  if (!title)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
    }
  return GTK_LABEL (label);
}

/* Where there are no columns, there is room for all of it. */
static void
cut_off (GtkLabel *label, gboolean cut)
{
  gtk_label_set_ellipsize (label, cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static gboolean
is_cut (GtkLabel *label)
{
  return gtk_widget_get_visible (GTK_WIDGET (label))
         && pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* Short, and never cut off */
static GtkLabel *
create_number_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  return GTK_LABEL (label);
}

/* What the words say in full, where they are cut off. */
static gboolean
words_asked_for_cb (TrancheBenefitHeader *self,
                    int x,
                    int y,
                    gboolean keyboard,
                    GtkTooltip *tooltip)
{
  GtkLabel *const labels[] = { self->name_label, self->description_label };
  g_autoptr (GPtrArray) cut = g_ptr_array_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (is_cut (labels[i]))
        g_ptr_array_add (cut, (gpointer) gtk_label_get_label (labels[i]));
    }
  if (cut->len == 0)
    return FALSE;
  g_ptr_array_add (cut, NULL);
  words = g_strjoinv ("\n", (char **) cut->pdata);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
tranche_benefit_header_class_init (TrancheBenefitHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unparent_children;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "benefitheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW_HEADER);
}

static void
tranche_benefit_header_init (TrancheBenefitHeader *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->handle, "drag-handle");
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->texts, TRUE);
  gtk_widget_set_valign (self->texts, GTK_ALIGN_CENTER);
  gtk_widget_set_has_tooltip (self->texts, TRUE);
  g_signal_connect_swapped (self->texts, "query-tooltip", G_CALLBACK (words_asked_for_cb), self);
  self->name_label = create_label (TRUE);
  self->facts_label = create_label (FALSE);
  gtk_label_set_lines (self->facts_label, 2);
  gtk_box_append (GTK_BOX (self->texts), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (self->texts), GTK_WIDGET (self->facts_label));
  self->description_label = create_label (FALSE);
  gtk_box_append (GTK_BOX (self->texts), GTK_WIDGET (self->description_label));
  self->number_label = create_number_label ();
  gtk_label_set_width_chars (self->number_label, 3);
  gtk_label_set_xalign (self->number_label, 1);
  self->count_label = create_number_label ();
  self->edit_button = create_button ("document-edit-symbolic");
  self->remove_button = create_button ("user-trash-symbolic");
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_widget_add_css_class (self->arrow, "dimmed");

  gtk_widget_set_parent (self->handle, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->number_label), widget);
  gtk_widget_set_parent (self->texts, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->count_label), widget);
  gtk_widget_set_parent (self->edit_button, widget);
  gtk_widget_set_parent (self->remove_button, widget);
  gtk_widget_set_parent (self->arrow, widget);
  gtk_widget_set_focusable (widget, TRUE);
}

GtkWidget *
tranche_benefit_header_new (void)
{
  return g_object_new (TRANCHE_TYPE_BENEFIT_HEADER, NULL);
}

/* What the member may not do is insensitive, by its action, and says why. */
static void
set_button (GtkWidget *button,
            const char *action_name,
            gint64 id,
            const char *label,
            const char *benefit_name,
            const char *obstacle)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_set_tooltip_text (button, obstacle != NULL ? obstacle : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : benefit_name, -1);
}

void
tranche_benefit_header_set (TrancheBenefitHeader *self,
                            TrancheBenefit *benefit,
                            guint n_held,
                            guint n_segments,
                            gboolean compact,
                            const char *obstacle)
{
  g_autofree char *number = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *count = NULL;
  g_autofree char *spoken = NULL;
  gboolean buttons = !compact && g_strcmp0 (obstacle, "") != 0;
  const char *kind;
  gboolean described;
  gint64 id;

  g_return_if_fail (TRANCHE_IS_BENEFIT_HEADER (self));
  g_return_if_fail (TRANCHE_IS_BENEFIT (benefit));

  id = tranche_record_get_id (TRANCHE_RECORD (benefit));
  kind = tranche_benefit_kind_get_name (benefit->kind);
  described = *benefit->description != '\0';
  number = g_strdup_printf ("%" G_GINT64_FORMAT, benefit->position);
  /* Translators: how often a benefit is due, and its kind: “Yearly · Core” */
  facts = g_strdup_printf (_ ("%s · %s"),
                           tranche_frequency_get_name ((TrancheFrequency) benefit->frequency),
                           kind != NULL ? kind : "");
  /* Translators: how many of the segments hold the benefit: “3 of 4” */
  count = g_strdup_printf (_ ("%u of %u"), n_held, n_segments);
  /* Translators: for screen readers: an order number, how often a benefit is due and its kind, and
   * its description: “Number 3, Yearly · Core. We meet with you …” */
  spoken = g_strdup_printf (_ ("Number %s, %s. %s"), number, facts, benefit->description);

  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->name_label, benefit->name);
  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->description_label, benefit->description);
  gtk_label_set_label (self->count_label, count);
  cut_off (self->name_label, !compact);
  cut_off (self->facts_label, !compact);
  gtk_widget_set_visible (self->handle, !compact && obstacle == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), !compact && described);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), compact);
  gtk_widget_set_visible (self->edit_button, buttons);
  gtk_widget_set_visible (self->remove_button, buttons);
  gtk_widget_set_visible (self->arrow, compact);
  set_button (self->edit_button, "page.edit-benefit", id, _ ("Edit"), benefit->name, obstacle);
  set_button (self->remove_button, "page.remove-benefit", id, _ ("Remove"), benefit->name,
              obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  benefit->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

/* Segments ------------------------------------------------------------------ */

static GtkSizeRequestMode
tranche_segment_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A menu button asks for the height of its words in one line, however narrow it is. */
static void
tranche_segment_header_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  TrancheSegmentHeader *self = TRANCHE_SEGMENT_HEADER (widget);
  GtkWidget *button = GTK_WIDGET (self->button);
  int button_width;
  int words_width;
  int one_line;
  int wrapped;

  gtk_widget_measure (button, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    return;
  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &button_width, NULL, NULL, NULL);
  gtk_widget_measure (self->words, GTK_ORIENTATION_HORIZONTAL, -1, &words_width, NULL, NULL, NULL);
  gtk_widget_measure (self->words, orientation, -1, NULL, &one_line, NULL, NULL);
  gtk_widget_measure (self->words, orientation,
                      MAX (for_size - (button_width - words_width), words_width), NULL, &wrapped,
                      NULL, NULL);
  *natural += wrapped - one_line;
  *minimum = *natural;
}

static void
tranche_segment_header_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const GtkAllocation whole = { 0, 0, width, height };

  gtk_widget_size_allocate (GTK_WIDGET (TRANCHE_SEGMENT_HEADER (widget)->button), &whole, -1);
}

static gboolean
name_asked_for_cb (TrancheSegmentHeader *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (self->name_label));
  return is_cut (self->name_label);
}

static void
tranche_segment_header_class_init (TrancheSegmentHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = unparent_children;
  widget_class->get_request_mode = tranche_segment_header_get_request_mode;
  widget_class->measure = tranche_segment_header_measure;
  widget_class->size_allocate = tranche_segment_header_allocate;
  gtk_widget_class_set_css_name (widget_class, "segmentheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
}

static void
append_item (GMenu *menu, const char *label, const char *action_name, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action_name, "x", id);
  g_menu_append_item (menu, item);
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  TrancheSegmentHeader *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  append_item (menu, _ ("_Edit Segment…"), "page.edit-segment", self->id);
  append_item (menu, _ ("_Check All Services"), "page.fill-segment", self->id);
  append_item (menu, _ ("_Uncheck All Services"), "page.clear-segment", self->id);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
tranche_segment_header_init (TrancheSegmentHeader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *symbol = tranche_mark_symbol_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->symbol = TRANCHE_MARK_SYMBOL (symbol);
  self->name_label = create_label (TRUE);
  gtk_label_set_xalign (self->name_label, 0.5);
  gtk_label_set_justify (self->name_label, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "heading");
  self->count_label = create_label (FALSE);
  gtk_label_set_xalign (self->count_label, 0.5);
  gtk_label_set_justify (self->count_label, GTK_JUSTIFY_CENTER);
  gtk_label_set_lines (self->count_label, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_widget_set_halign (symbol, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count_label));

  self->button = GTK_MENU_BUTTON (button);
  self->words = box;
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_menu_button_set_child (self->button, box);
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_has_tooltip (button, TRUE);
  g_signal_connect_swapped (button, "query-tooltip", G_CALLBACK (name_asked_for_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

GtkWidget *
tranche_segment_header_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENT_HEADER, NULL);
}

void
tranche_segment_header_set (TrancheSegmentHeader *self, TrancheSegment *segment, guint n_services)
{
  g_autofree char *count = NULL;

  g_return_if_fail (TRANCHE_IS_SEGMENT_HEADER (self));
  g_return_if_fail (TRANCHE_IS_SEGMENT (segment));

  self->id = tranche_record_get_id (TRANCHE_RECORD (segment));
  count = segment->active
              ? g_strdup_printf (ngettext ("%u service", "%u services", n_services), n_services)
              /* Translators: in the head of a column: the segment is inactive */
              : g_strdup (_ ("Inactive"));
  tranche_mark_symbol_set (self->symbol, segment->colour, segment->mark);
  gtk_label_set_label (self->name_label, segment->name);
  gtk_label_set_label (self->count_label, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  segment->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count, -1);
}
