/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/choice-group.h"

#include <glib/gi18n.h>

#include "ui/widgets/mark-symbol.h"

/* One row. */
typedef struct
{
  gint64 id;
  GtkWidget *row;
  GtkCheckButton *check;
} Choice;

struct _TrancheChoiceGroup
{
  AdwPreferencesGroup parent_instance;

  GArray *choices; /* Choice */
};

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheChoiceGroup, tranche_choice_group, ADW_TYPE_PREFERENCES_GROUP)

static Choice *
get_choice (TrancheChoiceGroup *self, guint index)
{
  return &g_array_index (self->choices, Choice, index);
}

static Choice *
find_choice (TrancheChoiceGroup *self, gint64 id)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      if (get_choice (self, i)->id == id)
        return get_choice (self, i);
    }
  return NULL;
}

static Choice *
find_active (TrancheChoiceGroup *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      if (gtk_check_button_get_active (get_choice (self, i)->check))
        return get_choice (self, i);
    }
  return NULL;
}

static void
toggled_cb (TrancheChoiceGroup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

/* To what is chosen, else to the first that can be. */
static gboolean
tranche_choice_group_grab_focus (GtkWidget *widget)
{
  TrancheChoiceGroup *self = TRANCHE_CHOICE_GROUP (widget);
  Choice *active = find_active (self);

  if (active != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (active->check));
  for (guint i = 0; i < self->choices->len; i++)
    {
      if (gtk_widget_get_visible (get_choice (self, i)->row))
        return gtk_widget_grab_focus (GTK_WIDGET (get_choice (self, i)->check));
    }
  return FALSE;
}

static void
tranche_choice_group_finalize (GObject *object)
{
  g_clear_pointer (&TRANCHE_CHOICE_GROUP (object)->choices, g_array_unref);

  G_OBJECT_CLASS (tranche_choice_group_parent_class)->finalize (object);
}

static void
tranche_choice_group_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  if (property_id == PROP_CHOSEN)
    g_value_set_int64 (value, tranche_choice_group_get_chosen (TRANCHE_CHOICE_GROUP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_choice_group_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (property_id == PROP_CHOSEN)
    tranche_choice_group_set_chosen (TRANCHE_CHOICE_GROUP (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_choice_group_class_init (TrancheChoiceGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tranche_choice_group_finalize;
  object_class->get_property = tranche_choice_group_get_property;
  object_class->set_property = tranche_choice_group_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = tranche_choice_group_grab_focus;

  props[PROP_CHOSEN] = g_param_spec_int64 (
      "chosen", NULL, NULL, TRANCHE_CHOICE_NOTHING, G_MAXINT64, TRANCHE_CHOICE_NOTHING,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_choice_group_init (TrancheChoiceGroup *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
}

AdwActionRow *
tranche_choice_group_add (TrancheChoiceGroup *self,
                          gint64 id,
                          const char *title,
                          const char *subtitle)
{
  AdwActionRow *row;
  GtkWidget *check;
  Choice choice;

  g_return_val_if_fail (TRANCHE_IS_CHOICE_GROUP (self), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (find_choice (self, id) == NULL, NULL);

  row = ADW_ACTION_ROW (adw_action_row_new ());
  check = gtk_check_button_new ();
  if (self->choices->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), get_choice (self, 0)->check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (subtitle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subtitle, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));

  choice = (Choice) { id, GTK_WIDGET (row), GTK_CHECK_BUTTON (check) };
  g_array_append_val (self->choices, choice);
  return row;
}

AdwActionRow *
tranche_choice_group_add_segment (TrancheChoiceGroup *self,
                                  TrancheSegment *segment,
                                  gboolean current)
{
  AdwActionRow *row;
  GtkWidget *symbol;

  g_return_val_if_fail (TRANCHE_IS_SEGMENT (segment), NULL);

  row = tranche_choice_group_add (self, tranche_record_get_id (TRANCHE_RECORD (segment)),
                                  segment->name, segment->description);
  symbol = tranche_mark_symbol_new ();
  tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), segment->colour, segment->mark);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle_lines (row, 2);
  /* A prefix stands before those there are: the mark goes between check and name. */
  adw_action_row_add_prefix (row, symbol);
  gtk_widget_insert_after (symbol, gtk_widget_get_parent (symbol),
                           GTK_WIDGET (adw_action_row_get_activatable_widget (row)));
  if (current)
    {
      /* Translators: beside the choice that there is now */
      GtkWidget *label = gtk_label_new (_ ("Now"));

      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (row, label);
    }
  return row;
}

void
tranche_choice_group_clear (TrancheChoiceGroup *self)
{
  g_return_if_fail (TRANCHE_IS_CHOICE_GROUP (self));

  for (guint i = 0; i < self->choices->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), get_choice (self, i)->row);
  g_array_set_size (self->choices, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

void
tranche_choice_group_set_row_visible (TrancheChoiceGroup *self, gint64 id, gboolean visible)
{
  Choice *choice;

  g_return_if_fail (TRANCHE_IS_CHOICE_GROUP (self));

  choice = find_choice (self, id);
  g_return_if_fail (choice != NULL);

  gtk_widget_set_visible (choice->row, visible);
  if (!visible)
    gtk_check_button_set_active (choice->check, FALSE);
}

gint64
tranche_choice_group_get_chosen (TrancheChoiceGroup *self)
{
  Choice *active;

  g_return_val_if_fail (TRANCHE_IS_CHOICE_GROUP (self), TRANCHE_CHOICE_NOTHING);

  active = find_active (self);
  return active != NULL ? active->id : TRANCHE_CHOICE_NOTHING;
}

void
tranche_choice_group_set_chosen (TrancheChoiceGroup *self, gint64 id)
{
  Choice *choice;

  g_return_if_fail (TRANCHE_IS_CHOICE_GROUP (self));

  choice = id == TRANCHE_CHOICE_NOTHING ? find_active (self) : find_choice (self, id);
  if (choice != NULL)
    gtk_check_button_set_active (choice->check, id != TRANCHE_CHOICE_NOTHING);
}
