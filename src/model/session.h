/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "model/activity.h"
#include "store/store.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SESSION (tranche_session_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSession, tranche_session, TRANCHE, SESSION, GObject)

/**
 * TrancheSession:
 *
 * What a window knows of the practice it has open: the store, the office that is looked at, who
 * acts, what day it is and in which currency. Pages read it and listen to its notify signals; only
 * the window changes it. Main thread.
 *
 * Properties: store, office-id, office-name, member-id, member-name, today, currency, activities.
 */

/* @store: (nullable): NULL only in tests of what needs no store. */
TrancheSession *tranche_session_new (TrancheStore *store);

TrancheStore *tranche_session_get_store (TrancheSession *self);

/* 0 and "" until the office is known. */
gint64 tranche_session_get_office_id (TrancheSession *self);
const char *tranche_session_get_office_name (TrancheSession *self);
void tranche_session_set_office (TrancheSession *self, gint64 office_id, const char *name);

/* Who acts; 0 and "" for the person at the machine, where the practice has no team yet. The store
 * is told. */
gint64 tranche_session_get_member_id (TrancheSession *self);
const char *tranche_session_get_member_name (TrancheSession *self);
void tranche_session_set_member (TrancheSession *self, gint64 member_id, const char *name);

/* The current day, or the one in the environment's TRANCHE_TODAY ("YYYY-MM-DD": for tests and
 * pictures). Always use this; nothing else asks the clock what day it is. */
TrancheDate tranche_session_get_today (TrancheSession *self);

/* The same before there is a session. */
TrancheDate tranche_session_read_today (void);

/* Looks at the clock again; notifies if the day has changed. The window calls it when it becomes
 * active. */
void tranche_session_update_today (TrancheSession *self);

/* ISO 4217, "AUD" unless the practice file says otherwise. */
const char *tranche_session_get_currency (TrancheSession *self);
void tranche_session_set_currency (TrancheSession *self, const char *currency);

/* (transfer none) (element-type TrancheActivity): the long jobs that are running. */
GListModel *tranche_session_get_activities (TrancheSession *self);

/* Shows @activity in the window until it is finished. */
void tranche_session_add_activity (TrancheSession *self, TrancheActivity *activity);

G_END_DECLS
