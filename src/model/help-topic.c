/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/help-topic.h"

#include <string.h>

#include "domain/text.h"

struct _TrancheHelpTopic
{
  GObject parent_instance;

  char *id;
  TrancheHelpPage *page;
  char *folded; /* all that is shown, for matches() */
};

G_DEFINE_FINAL_TYPE (TrancheHelpTopic, tranche_help_topic, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
tranche_help_topic_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TrancheHelpTopic *self = TRANCHE_HELP_TOPIC (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->page->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->page->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tranche_help_topic_finalize (GObject *object)
{
  TrancheHelpTopic *self = TRANCHE_HELP_TOPIC (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->page, tranche_help_page_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (tranche_help_topic_parent_class)->finalize (object);
}

static void
tranche_help_topic_class_init (TrancheHelpTopicClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tranche_help_topic_get_property;
  object_class->finalize = tranche_help_topic_finalize;

  props[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_help_topic_init (TrancheHelpTopic *self)
{
}

TrancheHelpTopic *
tranche_help_topic_read (const char *id, GBytes *page, GError **error)
{
  g_autoptr (TrancheHelpPage) read = tranche_help_page_read (id, page, error);
  TrancheHelpTopic *self;

  if (read == NULL)
    return NULL;

  self = g_object_new (TRANCHE_TYPE_HELP_TOPIC, NULL);
  self->id = g_strdup (id);
  self->folded = tranche_text_fold (read->text);
  self->page = g_steal_pointer (&read);
  return self;
}

const char *
tranche_help_topic_get_id (TrancheHelpTopic *self)
{
  g_return_val_if_fail (TRANCHE_IS_HELP_TOPIC (self), NULL);

  return self->id;
}

const char *
tranche_help_topic_get_title (TrancheHelpTopic *self)
{
  g_return_val_if_fail (TRANCHE_IS_HELP_TOPIC (self), NULL);

  return self->page->title;
}

const char *
tranche_help_topic_get_description (TrancheHelpTopic *self)
{
  g_return_val_if_fail (TRANCHE_IS_HELP_TOPIC (self), NULL);

  return self->page->description != NULL ? self->page->description : "";
}

const GPtrArray *
tranche_help_topic_get_blocks (TrancheHelpTopic *self)
{
  g_return_val_if_fail (TRANCHE_IS_HELP_TOPIC (self), NULL);

  return self->page->blocks;
}

gboolean
tranche_help_topic_matches (TrancheHelpTopic *self, const char *words)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) wanted = NULL;

  g_return_val_if_fail (TRANCHE_IS_HELP_TOPIC (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  folded = tranche_text_fold (words);
  wanted = g_strsplit (folded, " ", -1);
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (strstr (self->folded, wanted[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}
