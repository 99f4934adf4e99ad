/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/activity.h"

struct _TrancheActivity
{
  GObject parent_instance;

  char *title;
  char *step;
  double fraction;
  GCancellable *cancellable;
  gboolean done;

  /* What the job told last, and whether the main context has been asked to take it over. */
  GMutex mutex;
  char *told_step;
  double told_fraction;
  gboolean told;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_STEP,
  PROP_FRACTION,
  PROP_CANCELLABLE,
  PROP_DONE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheActivity, tranche_activity, G_TYPE_OBJECT)

static void
set_fraction (TrancheActivity *self, double fraction)
{
  fraction = fraction < 0 ? -1 : MIN (fraction, 1);
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
    }
}

static gboolean
told_idle_cb (gpointer user_data)
{
  TrancheActivity *self = user_data;
  g_autofree char *step = NULL;
  double fraction;

  g_mutex_lock (&self->mutex);
  step = g_strdup (self->told_step);
  fraction = self->told_fraction;
  self->told = FALSE;
  g_mutex_unlock (&self->mutex);

  if (!self->done)
    {
      if (g_set_str (&self->step, step))
        g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
      set_fraction (self, fraction);
    }
  return G_SOURCE_REMOVE;
}

static void
tranche_activity_finalize (GObject *object)
{
  TrancheActivity *self = TRANCHE_ACTIVITY (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->told_step, g_free);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (tranche_activity_parent_class)->finalize (object);
}

static void
tranche_activity_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  TrancheActivity *self = TRANCHE_ACTIVITY (object);

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_CANCELLABLE:
      g_value_set_object (value, self->cancellable);
      break;
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_activity_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  TrancheActivity *self = TRANCHE_ACTIVITY (object);

  switch (property_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_activity_class_init (TrancheActivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = tranche_activity_finalize;
  object_class->get_property = tranche_activity_get_property;
  object_class->set_property = tranche_activity_set_property;

  props[PROP_TITLE] = g_param_spec_string (
      "title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, read_only);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, read_only);
  props[PROP_CANCELLABLE]
      = g_param_spec_object ("cancellable", NULL, NULL, G_TYPE_CANCELLABLE, read_only);
  props[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_activity_init (TrancheActivity *self)
{
  self->fraction = -1;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
}

TrancheActivity *
tranche_activity_new (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  return g_object_new (TRANCHE_TYPE_ACTIVITY, "title", title, NULL);
}

const char *
tranche_activity_get_title (TrancheActivity *self)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (self), NULL);

  return self->title;
}

const char *
tranche_activity_get_step (TrancheActivity *self)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (self), NULL);

  return self->step;
}

double
tranche_activity_get_fraction (TrancheActivity *self)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (self), -1);

  return self->fraction;
}

gboolean
tranche_activity_get_done (TrancheActivity *self)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (self), TRUE);

  return self->done;
}

GCancellable *
tranche_activity_get_cancellable (TrancheActivity *self)
{
  g_return_val_if_fail (TRANCHE_IS_ACTIVITY (self), NULL);

  return self->cancellable;
}

void
tranche_activity_report (double fraction, const char *step, gpointer activity)
{
  TrancheActivity *self = activity;
  gboolean ask;

  g_return_if_fail (TRANCHE_IS_ACTIVITY (self));

  g_mutex_lock (&self->mutex);
  g_set_str (&self->told_step, step);
  self->told_fraction = fraction;
  ask = !self->told;
  self->told = TRUE;
  g_mutex_unlock (&self->mutex);

  if (ask)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, told_idle_cb, g_object_ref (self), g_object_unref);
}

void
tranche_activity_finish (TrancheActivity *self)
{
  g_return_if_fail (TRANCHE_IS_ACTIVITY (self));

  if (self->done)
    return;
  self->done = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DONE]);
}
