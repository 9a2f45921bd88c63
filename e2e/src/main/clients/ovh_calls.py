# Speaks to the control API with OVHcloud's own Python client: one JSON request per line in, one JSON answer per line out.
import json
import os
import sys

import ovh
from ovh.client import ENDPOINTS

options = json.loads(os.environ['OVH_CLIENT'])
ENDPOINTS['berth'] = f"https://{options['host']}:{options['port']}{options['basePath']}"
if 'clientID' in options:
    ovh.client.OAUTH2_TOKEN_URLS['berth'] = options['tokenURL'] + 'oauth2/token'
    client = ovh.Client('berth', client_id=options['clientID'], client_secret=options['clientSecret'])
else:
    client = ovh.Client(
        'berth',
        application_key=options['appKey'],
        application_secret=options['appSecret'],
        consumer_key=options['consumerKey'],
    )

for line in sys.stdin:
    request = json.loads(line)
    method, path, params = request['method'], request['path'], request.get('params', {})
    try:
        if method in ('GET', 'DELETE'):
            value = getattr(client, method.lower())(path, **params)
        elif isinstance(params, list):
            value = client.call(method, path, params)
        else:
            value = getattr(client, method.lower())(path, **params)
        answer = {'value': value}
    except ovh.APIError as refusal:
        status = refusal.response.status_code if refusal.response is not None else 'none'
        answer = {'status': str(status), 'message': str(refusal)}
    print(json.dumps({**answer, 'warnings': []}), flush=True)
