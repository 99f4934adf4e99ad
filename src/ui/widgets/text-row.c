/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/text-row.h"

struct _TrancheTextRow
{
  AdwPreferencesRow parent_instance;

  /* Children */
  GtkLabel *title;
  GtkTextView *view;
};

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheTextRow, tranche_text_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_text (TrancheTextRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (TrancheTextRow *self, const char *text)
{
  g_autofree char *old = dup_text (self);

  /* Written back while somebody types, the cursor would go to the end. */
  if (g_strcmp0 (old, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}

static void
buffer_changed_cb (TrancheTextRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static gboolean
tranche_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TRANCHE_TEXT_ROW (widget)->view));
}

static void
tranche_text_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_TEXT)
    g_value_take_string (value, dup_text (TRANCHE_TEXT_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_text_row_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  if (property_id == PROP_TEXT)
    set_text (TRANCHE_TEXT_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_text_row_class_init (TrancheTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tranche_text_row_get_property;
  object_class->set_property = tranche_text_row_set_property;
  widget_class->grab_focus = tranche_text_row_grab_focus;

  props[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
add_default_key (TrancheTextRow *self, guint keyval)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the view, for which it is Enter like any other. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                        gtk_named_action_new ("default.activate")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
tranche_text_row_init (TrancheTextRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_mnemonic_widget (self->title, GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "subtitle");
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  g_object_bind_property (self, "title", self->title, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "use-underline", self->title, "use-underline",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  add_default_key (self, GDK_KEY_Return);
  add_default_key (self, GDK_KEY_KP_Enter);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  /* The view takes the focus; the row would be one stop more. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-row");
}

GtkWidget *
tranche_text_row_new (void)
{
  return g_object_new (TRANCHE_TYPE_TEXT_ROW, NULL);
}
