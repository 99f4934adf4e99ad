/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/movers-page.h"

#include <glib/gi18n.h>

#include "model/segmentation-movers.h"
#include "ui/clients/client-page.h"
#include "ui/segmentation/mover-row.h"

struct _TrancheMoversPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkListView *list_view;

  /* Owned */
  TrancheSegmentationMovers *movers;
  gboolean of_groups;
};

G_DEFINE_FINAL_TYPE (TrancheMoversPage, tranche_movers_page, TRANCHE_TYPE_PAGE)

static void
setup_cb (TrancheMoversPage *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, tranche_mover_row_new ());
  /* A group has no page of its own yet. */
  gtk_list_item_set_activatable (list_item, !self->of_groups);
}

static void
bind_cb (TrancheMoversPage *self, GtkListItem *list_item)
{
  tranche_mover_row_set_mover (TRANCHE_MOVER_ROW (gtk_list_item_get_child (list_item)),
                               gtk_list_item_get_item (list_item));
}

static void
unbind_cb (TrancheMoversPage *self, GtkListItem *list_item)
{
  tranche_mover_row_set_mover (TRANCHE_MOVER_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
activated_cb (TrancheMoversPage *self, guint position)
{
  g_autoptr (TrancheSegmentationMover) mover
      = g_list_model_get_item (G_LIST_MODEL (self->movers), position);
  TranchePage *page = TRANCHE_PAGE (self);

  if (mover != NULL && !self->of_groups)
    tranche_page_push (page,
                       tranche_client_page_new (tranche_page_get_session (page),
                                                tranche_segmentation_mover_get_party_id (mover)));
}

static gint64
tranche_movers_page_get_neighbour (TranchePage *page, gint64 item_id, int by)
{
  return tranche_segmentation_movers_get_neighbour (TRANCHE_MOVERS_PAGE (page)->movers, item_id,
                                                    by);
}

static void
tranche_movers_page_dispose (GObject *object)
{
  TrancheMoversPage *self = TRANCHE_MOVERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_MOVERS_PAGE);
  g_clear_object (&self->movers);

  G_OBJECT_CLASS (tranche_movers_page_parent_class)->dispose (object);
}

static void
tranche_movers_page_class_init (TrancheMoversPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_movers_page_dispose;
  TRANCHE_PAGE_CLASS (klass)->get_neighbour = tranche_movers_page_get_neighbour;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/run-movers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheMoversPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheMoversPage, list_view);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
tranche_movers_page_init (TrancheMoversPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TranchePage *
tranche_movers_page_new (TrancheSession *session, const TrancheRun *run, GArray *mover_ids)
{
  TrancheMoversPage *self;
  g_autofree char *day = NULL;
  g_autofree char *subtitle = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (run != NULL && mover_ids != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_MOVERS_PAGE, "session", session, NULL);
  self->of_groups = run->target == TRANCHE_TARGET_GROUP;
  self->movers
      = tranche_segmentation_movers_new (tranche_session_get_store (session), run->id, mover_ids);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->movers))));
  gtk_list_view_set_model (self->list_view, selection);

  day = tranche_date_format (run->date);
  /* Translators: a day, and the currency’s code */
  subtitle = g_strdup_printf (_ ("Run of %s · production in %s"), day,
                              tranche_session_get_currency (session));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  return TRANCHE_PAGE (self);
}
