/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-practice-group.h"

#include <glib/gi18n.h>

#include "ui/clients/choice-row.h"
#include "ui/widgets/day-row.h"
#include "ui/widgets/error-row.h"

struct _TrancheClientPracticeGroup
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  AdwComboRow *office_row;
  AdwComboRow *owner_row;
  TrancheErrorRow *owner_error;
  AdwComboRow *stage_row;
  AdwComboRow *source_row;
  TrancheDayRow *since_row;
  TrancheErrorRow *since_error;
};

G_DEFINE_FINAL_TYPE (TrancheClientPracticeGroup,
                     tranche_client_practice_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
since_changed_cb (TrancheClientPracticeGroup *self)
{
  tranche_error_row_set_message (self->since_error, NULL);
}

static void
tranche_client_practice_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_PRACTICE_GROUP);

  G_OBJECT_CLASS (tranche_client_practice_group_parent_class)->dispose (object);
}

#define BIND(name_)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPracticeGroup, name_)

static void
tranche_client_practice_group_class_init (TrancheClientPracticeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_DAY_ROW);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_practice_group_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-practice-group.ui");
  BIND (office_row);
  BIND (owner_row);
  BIND (owner_error);
  BIND (stage_row);
  BIND (source_row);
  BIND (since_row);
  BIND (since_error);
  gtk_widget_class_bind_template_callback (widget_class, since_changed_cb);
}

static void
tranche_client_practice_group_init (TrancheClientPracticeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_practice_group_fill (TrancheClientPracticeGroup *self,
                                    const TrancheClientChoices *choices,
                                    TrancheSession *session)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_PRACTICE_GROUP (self));
  g_return_if_fail (choices != NULL);

  tranche_choice_row_fill (self->office_row, NULL, choices->offices);
  tranche_choice_row_set_id (self->office_row, tranche_session_get_office_id (session));
  gtk_widget_set_visible (GTK_WIDGET (self->office_row), choices->offices->len > 1);
  tranche_choice_row_fill (
      self->owner_row, choices->may_have_no_owner ? C_ ("owner", "Nobody") : NULL, choices->owners);
  tranche_choice_row_set_id (self->owner_row, choices->owner_id);
  tranche_choice_row_fill (self->stage_row, C_ ("stage", "None"), choices->stages);
  tranche_choice_row_set_id (self->stage_row, choices->stage_id);
  tranche_choice_row_fill (self->source_row, C_ ("source", "Unknown"), choices->sources);
  tranche_day_row_set_day (self->since_row, tranche_session_get_today (session));
}

gboolean
tranche_client_practice_group_check (TrancheClientPracticeGroup *self, gboolean takes_focus)
{
  TrancheDate since;
  const char *message = NULL;

  g_return_val_if_fail (TRANCHE_IS_CLIENT_PRACTICE_GROUP (self), FALSE);

  if (!tranche_day_row_get_day (self->since_row, &since))
    message = tranche_day_row_get_advice ();
  tranche_error_row_set_message (self->since_error, message);
  if (message != NULL && takes_focus)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->since_row));
      tranche_error_row_scroll_to (self->since_error);
    }
  return message == NULL;
}

void
tranche_client_practice_group_collect (TrancheClientPracticeGroup *self, TrancheClient *client)
{
  TrancheDate since;

  g_return_if_fail (TRANCHE_IS_CLIENT_PRACTICE_GROUP (self));
  g_return_if_fail (TRANCHE_IS_CLIENT (client));

  tranche_day_row_get_day (self->since_row, &since);
  g_object_set (client, "office-id", tranche_choice_row_get_id (self->office_row), "owner-id",
                tranche_choice_row_get_id (self->owner_row), "stage-id",
                tranche_choice_row_get_id (self->stage_row), "source-id",
                tranche_choice_row_get_id (self->source_row), "client-since", since, NULL);
}

void
tranche_client_practice_group_refuse_owner (TrancheClientPracticeGroup *self, const char *sentence)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_PRACTICE_GROUP (self));

  tranche_error_row_set_message (self->owner_error, sentence);
}
