/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _TrancheWindow TrancheWindow;

#define TRANCHE_TYPE_PAGE (tranche_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TranchePage, tranche_page, TRANCHE, PAGE, AdwNavigationPage)

/**
 * TranchePage:
 *
 * A page of a section: the list that a section begins with, or a detail that is pushed on it. Every
 * feature page is a subclass with a template of its own; its child is an AdwToolbarView with an
 * AdwHeaderBar (the Back button appears by itself).
 *
 * How to write a section:
 *  1. subclass TranchePage; give the template `title`; do the first reading in load(), never in
 * init;
 *  2. write `TranchePage *tranche_foo_page_new (TrancheSession *session)`: g_object_new (…,
 * "session", session);
 *  3. add a line to the table in ui/app/sections.c.
 *
 * Actions: the window's accelerators reach the page that is shown by the group "page": page.search
 * (Ctrl+F), page.new (Ctrl+N), page.print (Ctrl+P), page.previous and page.next (Alt+Up, Alt+Down).
 * Each exists where the class implements its function. A page's own ones go into the same group by
 * tranche_page_add_action_entries(), and are then usable in its template as "page.name".
 *
 * Writing: from an action, call tranche_store_write_async() with tranche_page_get_cancellable(),
 * and in the finish callback tranche_window_add_undo_toast() or tranche_window_show_error(). Don't
 * change the widgets by hand: `changed` comes with every commit, one's own and others'.
 *
 * Properties: session (construct-only), item-id, has-draft.
 */
struct _TranchePageClass
{
  AdwNavigationPageClass parent_class;

  /* Reads what the page shows; called once, just before it is first shown. The office and member of
   * the session are known by then. Chain up isn't needed. */
  void (*load) (TranchePage *self);

  /* Something was committed; called after load() only. Look at @changes, and read again what is
   * concerned. */
  void (*changed) (TranchePage *self, const TrancheChanges *changes);

  /* The well-known actions. NULL: the page has none of it. */
  void (*start_search) (TranchePage *self);
  void (*create_new) (TranchePage *self);
  void (*print) (TranchePage *self);

  /* Lists: the id of the row @by (-1 or 1) places from the row @item_id in the order that is shown,
   * which is to be selected as well; 0 if there is none. Lets a detail go to its neighbour. */
  gint64 (*get_neighbour) (TranchePage *self, gint64 item_id, int by);

  /* Lists: shows the detail of @item_id, by tranche_page_push(). What tranche_window_go_to() uses.
   */
  void (*open_item) (TranchePage *self, gint64 item_id);

  /* Pages with has-draft: throws away what hasn't been saved. */
  void (*discard_draft) (TranchePage *self);

  /*< private >*/
  gpointer padding[8];
};

TrancheSession *tranche_page_get_session (TranchePage *self);

/* The session's, for short. */
TrancheStore *tranche_page_get_store (TranchePage *self);

/* (nullable): the window the page is in, NULL before it is in one. */
TrancheWindow *tranche_page_get_window (TranchePage *self);

/* (transfer none): cancelled when the page goes away. Finish callbacks must ignore CANCELLED before
 * they touch the page. */
GCancellable *tranche_page_get_cancellable (TranchePage *self);

/* Which row of its list a detail shows; 0 for lists. Changes when people go on to the neighbour:
 * listen to notify::item-id and read again. */
gint64 tranche_page_get_item_id (TranchePage *self);
void tranche_page_set_item_id (TranchePage *self, gint64 item_id);

/* Whether something was changed that isn't saved: leaving the page then asks first. */
gboolean tranche_page_get_has_draft (TranchePage *self);
void tranche_page_set_has_draft (TranchePage *self, gboolean has_draft);
void tranche_page_discard_draft (TranchePage *self);

/* Shows @detail (floating reference taken) on top of @self, with a Back button. */
void tranche_page_push (TranchePage *self, TranchePage *detail);

/* What @self shows is no more: goes back to the page under it, from whatever lies on @self too. */
void tranche_page_leave (TranchePage *self);

/* Adds actions to the page's group; user_data is @self. */
void
tranche_page_add_action_entries (TranchePage *self, const GActionEntry *entries, int n_entries);

/* E.g. "new" without the permission; the button that has it should say why in its tooltip. */
void tranche_page_set_action_enabled (TranchePage *self, const char *name, gboolean enabled);

/* (transfer none): the group "page". */
GActionGroup *tranche_page_get_actions (TranchePage *self);

/* For the list that a section begins with. FALSE if it can't open items. */
gboolean tranche_page_open_item (TranchePage *self, gint64 item_id);

G_END_DECLS
