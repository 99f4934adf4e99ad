/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/session.h"

#define DEFAULT_CURRENCY "AUD"

struct _TrancheSession
{
  GObject parent_instance;

  TrancheStore *store;
  gint64 office_id;
  char *office_name;
  gint64 member_id;
  char *member_name;
  TrancheDate today;
  char *currency;
  GListStore *activities;
};

enum
{
  PROP_0,
  PROP_STORE,
  PROP_OFFICE_ID,
  PROP_OFFICE_NAME,
  PROP_MEMBER_ID,
  PROP_MEMBER_NAME,
  PROP_TODAY,
  PROP_CURRENCY,
  PROP_ACTIVITIES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheSession, tranche_session, G_TYPE_OBJECT)

TrancheDate
tranche_session_read_today (void)
{
  const char *wanted = g_getenv ("TRANCHE_TODAY");
  g_autoptr (GDateTime) now = NULL;

  if (wanted != NULL)
    {
      g_autoptr (GError) error = NULL;
      TrancheDate date = tranche_date_parse (wanted, &error);

      if (date != TRANCHE_DATE_NONE)
        return date;
      g_message ("TRANCHE_TODAY is ignored: %s", error->message);
    }

  now = g_date_time_new_now_local ();
  return tranche_date_new (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now));
}

static void
activity_done_cb (TrancheSession *self, GParamSpec *pspec, TrancheActivity *activity)
{
  guint position;

  if (g_list_store_find (self->activities, activity, &position))
    g_list_store_remove (self->activities, position);
}

static void
tranche_session_dispose (GObject *object)
{
  TrancheSession *self = TRANCHE_SESSION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->activities);

  G_OBJECT_CLASS (tranche_session_parent_class)->dispose (object);
}

static void
tranche_session_finalize (GObject *object)
{
  TrancheSession *self = TRANCHE_SESSION (object);

  g_clear_pointer (&self->office_name, g_free);
  g_clear_pointer (&self->member_name, g_free);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (tranche_session_parent_class)->finalize (object);
}

static void
tranche_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  TrancheSession *self = TRANCHE_SESSION (object);

  switch (property_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_OFFICE_ID:
      g_value_set_int64 (value, self->office_id);
      break;
    case PROP_OFFICE_NAME:
      g_value_set_string (value, self->office_name);
      break;
    case PROP_MEMBER_ID:
      g_value_set_int64 (value, self->member_id);
      break;
    case PROP_MEMBER_NAME:
      g_value_set_string (value, self->member_name);
      break;
    case PROP_TODAY:
      g_value_set_int (value, self->today);
      break;
    case PROP_CURRENCY:
      g_value_set_string (value, self->currency);
      break;
    case PROP_ACTIVITIES:
      g_value_set_object (value, self->activities);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_session_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  TrancheSession *self = TRANCHE_SESSION (object);

  switch (property_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_session_class_init (TrancheSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tranche_session_dispose;
  object_class->finalize = tranche_session_finalize;
  object_class->get_property = tranche_session_get_property;
  object_class->set_property = tranche_session_set_property;

  /* The type is left open (GObject) so that a session without a store needs none of its code. */
  props[PROP_STORE]
      = g_param_spec_object ("store", NULL, NULL, G_TYPE_OBJECT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_OFFICE_ID] = g_param_spec_int64 ("office-id", NULL, NULL, 0, G_MAXINT64, 0, read_only);
  props[PROP_OFFICE_NAME] = g_param_spec_string ("office-name", NULL, NULL, "", read_only);
  props[PROP_MEMBER_ID] = g_param_spec_int64 ("member-id", NULL, NULL, 0, G_MAXINT64, 0, read_only);
  props[PROP_MEMBER_NAME] = g_param_spec_string ("member-name", NULL, NULL, "", read_only);
  props[PROP_TODAY] = g_param_spec_int ("today", NULL, NULL, 0, G_MAXINT, 0, read_only);
  props[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, DEFAULT_CURRENCY, read_only);
  props[PROP_ACTIVITIES]
      = g_param_spec_object ("activities", NULL, NULL, G_TYPE_LIST_MODEL, read_only);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_session_init (TrancheSession *self)
{
  self->office_name = g_strdup ("");
  self->member_name = g_strdup ("");
  self->currency = g_strdup (DEFAULT_CURRENCY);
  self->activities = g_list_store_new (TRANCHE_TYPE_ACTIVITY);
  self->today = tranche_session_read_today ();
}

TrancheSession *
tranche_session_new (TrancheStore *store)
{
  return g_object_new (TRANCHE_TYPE_SESSION, "store", store, NULL);
}

TrancheStore *
tranche_session_get_store (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), NULL);

  return self->store;
}

gint64
tranche_session_get_office_id (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), 0);

  return self->office_id;
}

const char *
tranche_session_get_office_name (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), NULL);

  return self->office_name;
}

void
tranche_session_set_office (TrancheSession *self, gint64 office_id, const char *name)
{
  g_return_if_fail (TRANCHE_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->office_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OFFICE_NAME]);
  if (self->office_id != office_id)
    {
      self->office_id = office_id;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OFFICE_ID]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
tranche_session_get_member_id (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), 0);

  return self->member_id;
}

const char *
tranche_session_get_member_name (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), NULL);

  return self->member_name;
}

void
tranche_session_set_member (TrancheSession *self, gint64 member_id, const char *name)
{
  g_return_if_fail (TRANCHE_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  if (self->store != NULL)
    tranche_store_set_actor (self->store, member_id, name);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->member_name, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEMBER_NAME]);
  if (self->member_id != member_id)
    {
      self->member_id = member_id;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEMBER_ID]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

TrancheDate
tranche_session_get_today (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), TRANCHE_DATE_NONE);

  return self->today;
}

void
tranche_session_update_today (TrancheSession *self)
{
  TrancheDate today;

  g_return_if_fail (TRANCHE_IS_SESSION (self));

  today = tranche_session_read_today ();
  if (self->today != today)
    {
      self->today = today;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TODAY]);
    }
}

const char *
tranche_session_get_currency (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), NULL);

  return self->currency;
}

void
tranche_session_set_currency (TrancheSession *self, const char *currency)
{
  g_return_if_fail (TRANCHE_IS_SESSION (self));
  g_return_if_fail (currency != NULL);

  if (g_set_str (&self->currency, currency))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENCY]);
}

GListModel *
tranche_session_get_activities (TrancheSession *self)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->activities);
}

void
tranche_session_add_activity (TrancheSession *self, TrancheActivity *activity)
{
  g_return_if_fail (TRANCHE_IS_SESSION (self));
  g_return_if_fail (TRANCHE_IS_ACTIVITY (activity));

  if (tranche_activity_get_done (activity))
    return;
  g_list_store_append (self->activities, activity);
  g_signal_connect_object (activity, "notify::done", G_CALLBACK (activity_done_cb), self,
                           G_CONNECT_SWAPPED);
}
