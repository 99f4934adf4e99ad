/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/progress-row.h"

#include <glib/gi18n.h>

#define PULSE_INTERVAL_MS 150

struct _TrancheProgressRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  TrancheActivity *activity;
  guint pulse_id;

  /* Template widgets */
  GtkLabel *title_label;
  GtkLabel *step_label;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;
};

enum
{
  PROP_0,
  PROP_ACTIVITY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheProgressRow, tranche_progress_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
pulse_cb (gpointer user_data)
{
  TrancheProgressRow *self = user_data;

  gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
update_pulse (TrancheProgressRow *self)
{
  gboolean pulse = gtk_widget_get_mapped (GTK_WIDGET (self))
                   && tranche_activity_get_fraction (self->activity) < 0
                   && !tranche_activity_get_done (self->activity);

  if (pulse && self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_INTERVAL_MS, pulse_cb, self);
  else if (!pulse)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
}

static void
fraction_changed_cb (TrancheProgressRow *self)
{
  double fraction = tranche_activity_get_fraction (self->activity);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  update_pulse (self);
}

static void
step_changed_cb (TrancheProgressRow *self)
{
  const char *step = tranche_activity_get_step (self->activity);

  gtk_label_set_label (self->step_label, step != NULL ? step : "");
  gtk_widget_set_visible (GTK_WIDGET (self->step_label), step != NULL);
}

static void
cancel_clicked_cb (TrancheProgressRow *self)
{
  g_cancellable_cancel (tranche_activity_get_cancellable (self->activity));
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  gtk_label_set_label (self->step_label, _ ("Cancelling…"));
  gtk_widget_set_visible (GTK_WIDGET (self->step_label), TRUE);
}

static void
tranche_progress_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tranche_progress_row_parent_class)->map (widget);
  update_pulse (TRANCHE_PROGRESS_ROW (widget));
}

static void
tranche_progress_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tranche_progress_row_parent_class)->unmap (widget);
  g_clear_handle_id (&TRANCHE_PROGRESS_ROW (widget)->pulse_id, g_source_remove);
}

static void
tranche_progress_row_constructed (GObject *object)
{
  TrancheProgressRow *self = TRANCHE_PROGRESS_ROW (object);
  const char *title = tranche_activity_get_title (self->activity);

  G_OBJECT_CLASS (tranche_progress_row_parent_class)->constructed (object);

  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (self->activity, "notify::fraction", G_CALLBACK (fraction_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->activity, "notify::step", G_CALLBACK (step_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fraction_changed_cb (self);
  step_changed_cb (self);
}

static void
tranche_progress_row_dispose (GObject *object)
{
  TrancheProgressRow *self = TRANCHE_PROGRESS_ROW (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_PROGRESS_ROW);
  g_clear_object (&self->activity);

  G_OBJECT_CLASS (tranche_progress_row_parent_class)->dispose (object);
}

static void
tranche_progress_row_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  TrancheProgressRow *self = TRANCHE_PROGRESS_ROW (object);

  switch (property_id)
    {
    case PROP_ACTIVITY:
      self->activity = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_progress_row_class_init (TrancheProgressRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = tranche_progress_row_constructed;
  object_class->dispose = tranche_progress_row_dispose;
  object_class->set_property = tranche_progress_row_set_property;
  widget_class->map = tranche_progress_row_map;
  widget_class->unmap = tranche_progress_row_unmap;

  props[PROP_ACTIVITY]
      = g_param_spec_object ("activity", NULL, NULL, TRANCHE_TYPE_ACTIVITY,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/progress-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheProgressRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheProgressRow, step_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheProgressRow, bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheProgressRow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
tranche_progress_row_init (TrancheProgressRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tranche_progress_row_new (TrancheActivity *activity)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (activity), NULL);

  return g_object_new (TRANCHE_TYPE_PROGRESS_ROW, "activity", activity, NULL);
}
