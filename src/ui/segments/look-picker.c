/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/look-picker.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "domain/codes.h"
#include "ui/widgets/mark-symbol.h"

#define N_COLOURS TRANCHE_COLOUR_SLATE
#define N_MARKS TRANCHE_MARK_RING
#define SYMBOL_SIZE 16

struct _TrancheLookPicker
{
  GtkWidget parent_instance;

  /* Children; the buttons by code, from 1 */
  GtkToggleButton *colour_buttons[N_COLOURS + 1];
  GtkToggleButton *mark_buttons[N_MARKS + 1];
  TrancheMarkSymbol *colour_symbols[N_COLOURS + 1];
  TrancheMarkSymbol *mark_symbols[N_MARKS + 1];

  int colour;
  int mark;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheLookPicker, tranche_look_picker, GTK_TYPE_WIDGET)

static void
update_symbols (TrancheLookPicker *self)
{
  for (int i = 1; i <= N_COLOURS; i++)
    tranche_mark_symbol_set (self->colour_symbols[i], i, self->mark);
  for (int i = 1; i <= N_MARKS; i++)
    tranche_mark_symbol_set (self->mark_symbols[i], self->colour, i);
}

static void
press_chosen (GtkToggleButton **buttons, int n_buttons, int chosen)
{
  if (chosen > 0 && chosen <= n_buttons)
    gtk_toggle_button_set_active (buttons[chosen], TRUE);
}

static int
find_active (GtkToggleButton **buttons, int n_buttons)
{
  for (int i = 1; i <= n_buttons; i++)
    {
      if (gtk_toggle_button_get_active (buttons[i]))
        return i;
    }
  return 0;
}

static void
toggled_cb (TrancheLookPicker *self, GtkToggleButton *button)
{
  int colour = find_active (self->colour_buttons, N_COLOURS);
  int mark = find_active (self->mark_buttons, N_MARKS);

  /* Of the two that change in a group, the one that is pressed now; of a look that is set, both
   * groups. */
  if (!gtk_toggle_button_get_active (button) || colour == 0 || mark == 0
      || (colour == self->colour && mark == self->mark))
    return;
  self->colour = colour;
  self->mark = mark;
  update_symbols (self);
  g_signal_emit (self, signals[CHOSEN], 0, colour, mark);
}

static GtkToggleButton *
append_button (TrancheLookPicker *self,
               AdwWrapBox *box,
               const char *name,
               GtkToggleButton *group,
               TrancheMarkSymbol **symbol)
{
  GtkWidget *button = gtk_toggle_button_new ();

  *symbol = TRANCHE_MARK_SYMBOL (tranche_mark_symbol_new ());
  gtk_widget_set_size_request (GTK_WIDGET (*symbol), SYMBOL_SIZE, SYMBOL_SIZE);
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (*symbol));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (box, button);
  return GTK_TOGGLE_BUTTON (button);
}

static AdwWrapBox *
append_group (TrancheLookPicker *self, const char *title)
{
  GtkWidget *label = gtk_label_new (title);
  AdwWrapBox *box = ADW_WRAP_BOX (adw_wrap_box_new ());

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  adw_wrap_box_set_child_spacing (box, 1);
  adw_wrap_box_set_line_spacing (box, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (GTK_WIDGET (box), GTK_WIDGET (self));
  return box;
}

static void
tranche_look_picker_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tranche_look_picker_parent_class)->dispose (object);
}

static void
tranche_look_picker_class_init (TrancheLookPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tranche_look_picker_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lookpicker");
}

static void
tranche_look_picker_init (TrancheLookPicker *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  AdwWrapBox *colours;
  AdwWrapBox *marks;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  colours = append_group (self, _ ("Colour"));
  marks = append_group (self, _ ("Mark"));
  for (int i = 1; i <= N_COLOURS; i++)
    self->colour_buttons[i]
        = append_button (self, colours, tranche_segment_colour_get_name (i),
                         i > 1 ? self->colour_buttons[1] : NULL, &self->colour_symbols[i]);
  for (int i = 1; i <= N_MARKS; i++)
    self->mark_buttons[i]
        = append_button (self, marks, tranche_segment_mark_get_name (i),
                         i > 1 ? self->mark_buttons[1] : NULL, &self->mark_symbols[i]);
  update_symbols (self);
}

GtkWidget *
tranche_look_picker_new (void)
{
  return g_object_new (TRANCHE_TYPE_LOOK_PICKER, NULL);
}

void
tranche_look_picker_set_look (TrancheLookPicker *self, int colour, int mark)
{
  g_return_if_fail (TRANCHE_IS_LOOK_PICKER (self));

  self->colour = colour;
  self->mark = mark;
  press_chosen (self->colour_buttons, N_COLOURS, colour);
  press_chosen (self->mark_buttons, N_MARKS, mark);
  update_symbols (self);
}
