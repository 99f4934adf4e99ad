/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/error-row.h"

struct _TrancheErrorRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *field;
  char *message;
  GtkLabel *label;
};

enum
{
  PROP_0,
  PROP_FIELD,
  PROP_MESSAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheErrorRow, tranche_error_row, ADW_TYPE_PREFERENCES_ROW)

static void
mark_field (TrancheErrorRow *self)
{
  GtkAccessible *field;

  if (self->field == NULL)
    return;

  field = GTK_ACCESSIBLE (self->field);
  if (self->message != NULL)
    {
      gtk_widget_add_css_class (self->field, "error");
      gtk_accessible_update_state (field, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
      gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->label,
                                      NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->field, "error");
      gtk_accessible_reset_state (field, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

static void
tranche_error_row_dispose (GObject *object)
{
  TrancheErrorRow *self = TRANCHE_ERROR_ROW (object);

  g_clear_weak_pointer (&self->field);

  G_OBJECT_CLASS (tranche_error_row_parent_class)->dispose (object);
}

static void
tranche_error_row_finalize (GObject *object)
{
  g_clear_pointer (&TRANCHE_ERROR_ROW (object)->message, g_free);

  G_OBJECT_CLASS (tranche_error_row_parent_class)->finalize (object);
}

static void
tranche_error_row_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  TrancheErrorRow *self = TRANCHE_ERROR_ROW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_error_row_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  TrancheErrorRow *self = TRANCHE_ERROR_ROW (object);

  switch (property_id)
    {
    case PROP_FIELD:
      if (g_set_weak_pointer (&self->field, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_MESSAGE:
      tranche_error_row_set_message (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_error_row_class_init (TrancheErrorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tranche_error_row_dispose;
  object_class->finalize = tranche_error_row_finalize;
  object_class->get_property = tranche_error_row_get_property;
  object_class->set_property = tranche_error_row_set_property;

  props[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_error_row_init (TrancheErrorRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error-row");
}

void
tranche_error_row_set_message (TrancheErrorRow *self, const char *message)
{
  g_return_if_fail (TRANCHE_IS_ERROR_ROW (self));

  if (!g_set_str (&self->message, message))
    return;

  gtk_label_set_label (self->label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  mark_field (self);
  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

const char *
tranche_error_row_get_message (TrancheErrorRow *self)
{
  g_return_val_if_fail (TRANCHE_IS_ERROR_ROW (self), NULL);

  return self->message;
}

static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  /* In the first frame the row has no place yet. */
  if ((*n_frames)++ == 0)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL && gtk_widget_get_visible (widget))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

void
tranche_error_row_scroll_to (TrancheErrorRow *self)
{
  g_return_if_fail (TRANCHE_IS_ERROR_ROW (self));

  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, g_new0 (guint, 1), g_free);
}
