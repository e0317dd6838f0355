"""What is asked of a new deployment."""

from django import forms


class StartForm(forms.Form):
    """Whether units help each other, and the form's own number so that twice is once."""

    lintas = forms.BooleanField(required=False)
    formulir = forms.UUIDField(required=False)
